"""What the commands print for people: the wording, the tree and the listings."""
