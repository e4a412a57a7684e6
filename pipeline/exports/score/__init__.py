"""A score in one format a file."""
