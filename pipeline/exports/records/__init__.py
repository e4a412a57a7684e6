"""Records in one format a file, and what describes them."""
