"""The door: one Desk through which every screen and command reads and acts."""
