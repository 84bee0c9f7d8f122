"""Talking with clients: contacts, who waits for an answer, and texts to them."""
