"""One SQLite file through sqlite-utils; the only package that speaks SQL."""
