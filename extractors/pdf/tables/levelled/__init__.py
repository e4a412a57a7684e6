"""Tables between level rules, or in bands of colour."""
