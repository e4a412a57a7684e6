"""The ways to find the tables of a page, the surest first, and second opinions."""
