"""Many documents as folders of Parquet files, written bit by bit and read document by document."""
