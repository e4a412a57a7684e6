"""Which administration a name and its codes mean: lists of administrations, and the matcher.

`kinds` knows what names begin with, `places` how a place is written, `istat` reads the
municipalities, `directory` holds all that is known, `clues` takes from a document what tells
administrations apart, `resolving` decides.
"""
