"""What screens are built of: values in, messages out."""
