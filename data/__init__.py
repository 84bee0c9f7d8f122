"""Everything frontdesk knows: the store, the rules that judge it and the feeds that fill it. No screen."""
