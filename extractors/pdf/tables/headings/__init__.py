"""Which rows of a table are its heading: by cells, by lines, turned; and what they are over."""
