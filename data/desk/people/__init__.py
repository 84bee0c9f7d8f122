"""Clients and the people there: who they are, what is agreed with them, who somebody unknown may be."""
