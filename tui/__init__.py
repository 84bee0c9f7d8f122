"""The dashboard in the terminal, and the command line."""
