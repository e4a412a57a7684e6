"""The pages as one document: running lines, headings, rows and tables over page breaks."""
