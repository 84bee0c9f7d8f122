"""`python -m data.settings` prints the reference page of the settings file."""

import sys

from data.settings.template import reference

sys.stdout.write(reference())
