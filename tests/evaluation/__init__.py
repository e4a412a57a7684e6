"""How much of plans with a known truth the program reads; `make eval` prints it."""
