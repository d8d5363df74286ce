"""What people agree on: a `Reservation` of an offer, and the `Handover` that ends it."""
