"""What we own and where: `Item` (a lot), `Movement` (the truth of quantity), `Label` and `Photo`."""
