"""The review page: a document's pages beside what was read of them, to correct and to teach."""
