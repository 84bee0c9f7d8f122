"""Outside sources, read-only, each turned into values. They know neither the rules nor the store."""
