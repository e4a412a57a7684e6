"""Tables whose cells rules or colours bound on every side."""
