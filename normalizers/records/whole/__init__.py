"""What can be said only when the whole document is read."""
