"""What is measured: one module per case, each with `run(place)` that gives its figures as they come."""
