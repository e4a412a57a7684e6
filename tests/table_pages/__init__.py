"""Pages with tables whose truth is known, since both are made from one source."""
