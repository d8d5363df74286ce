"""The doors' locks: who may pass, from where, how often, and that a retried request happens once."""
