"""Commands that say how texts are understood, and teach words."""
