"""What every format is written with: files in place once whole, rows, CSV, JSON, workbooks."""
