"""Taking in what a source brings: one module for each kind of source, behind one signature."""
