"""The commands, one file each; every one is a thin shell over one library call."""
