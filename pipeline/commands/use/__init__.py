"""Commands that compare, score and hand on."""
