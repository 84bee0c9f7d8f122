"""The words of the week review."""
