"""What is offered: a `Listing` of some quantity of an item, to take over or to borrow."""
