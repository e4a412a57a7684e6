"""Administrations in the store: what is known of them, which document is whose, groups of them."""
