"""Where to buy the rest: `Agreement` and `Shop`, and the policy's purchase rules as one pure tree."""
