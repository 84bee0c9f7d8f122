"""The settings file: its keys, its defaults, and how it is read and written."""
