"""The door: one Desk through which every screen and command reads and acts."""

from data.desk.desk import Desk

__all__ = ["Desk"]
