"""The types that flow through the program; depends on nothing else of it."""
