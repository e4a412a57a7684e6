"""Headings of columns: what they mean on their own, beside others, and by the cells below."""
