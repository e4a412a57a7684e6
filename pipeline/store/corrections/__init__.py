"""Corrections of records: the acts of people, their log, what they changed."""
