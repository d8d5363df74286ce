"""What kinds of things there are: `Group` and `Category`, with names, measures, safety and factor."""
