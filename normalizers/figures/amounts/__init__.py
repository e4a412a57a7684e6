"""Numbers with their units, whatever they are for."""
