"""Raw tables in one format a file."""
