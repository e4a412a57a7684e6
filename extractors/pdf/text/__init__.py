"""Characters and drawings of a page to words, lines, paragraphs and the text of cells."""
