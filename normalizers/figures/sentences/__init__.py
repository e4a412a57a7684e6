"""What the words around a figure say of it: a promise, a change, a reference."""
