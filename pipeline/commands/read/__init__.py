"""Commands that read files: into the store, or only their tables."""
