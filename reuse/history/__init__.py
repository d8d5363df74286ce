"""What happened: an append-only `Event` for each thing that a person did."""
