"""What several formats have in common: lines, lists, archives, tables that go on."""
