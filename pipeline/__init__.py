"""The whole job: files in, records in a store, exports out."""
