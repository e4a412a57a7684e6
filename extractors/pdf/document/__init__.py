"""The pages as one document: running lines, headings, tables over page breaks."""
