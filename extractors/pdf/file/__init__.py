"""The file: its objects, layers and limits, and the content of its pages."""
