"""Pure judgements: facts and an instant in, findings out."""
