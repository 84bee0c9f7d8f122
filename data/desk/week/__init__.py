"""The end of the week: its figures, what is left over, and closing it."""
