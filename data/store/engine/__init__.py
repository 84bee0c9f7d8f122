"""How the file is opened, written, kept whole, backed up and taken back."""
