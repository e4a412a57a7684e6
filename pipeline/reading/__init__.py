"""Files read to records, in this process or in workers of their own."""
