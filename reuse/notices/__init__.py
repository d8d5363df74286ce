"""What people are told: a `Notice` written with the fact it tells of, and sent once after it."""
