"""The page of one deliverable."""
