"""The steps of the schema, each in a module of its own that is never edited once it was applied."""
