"""Many rows at once: written into tables, taken over from files."""
