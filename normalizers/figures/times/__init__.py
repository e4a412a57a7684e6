"""Days, and by when something is due."""
