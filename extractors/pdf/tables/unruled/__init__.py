"""Tables without rules: columns from white, rows from lines."""
