"""`python -m tui` is `frontdesk`."""

from tui.cli import main

if __name__ == "__main__":
    main()
