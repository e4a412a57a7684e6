"""A comparison in one format a file."""
