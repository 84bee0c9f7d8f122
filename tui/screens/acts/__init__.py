"""What one can do to what is selected: each act asks what it must, then calls one verb of the Desk."""
