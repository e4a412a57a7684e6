"""Commands that keep the store: corrections, what is stated, removal, upgrades."""
