"""The words of the page of one deliverable."""
