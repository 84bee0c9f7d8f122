"""Work: what was promised, asked, owed and found out, and where the hours went."""
