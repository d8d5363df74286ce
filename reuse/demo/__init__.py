"""The demo: one municipality, its things and its people, told through the real actions."""
