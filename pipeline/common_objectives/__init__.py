"""Which objectives and indicators of a plan are among those that law asks of all."""
