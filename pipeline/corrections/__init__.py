"""What people correct: from what they type to the records in force, nothing of the store here."""
