"""The need check: a `Need`, its four `Answer`s with live matches, and the one next step."""
