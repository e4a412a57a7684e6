"""The objectives that law asks of all administrations: what they ask, and how plans word them."""
