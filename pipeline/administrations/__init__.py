"""Lists of administrations that a user gives, and groups of administrations."""
