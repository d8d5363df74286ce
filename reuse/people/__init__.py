"""Who: `Municipality`, the `Unit` tree, `User`, `Membership` (role in a unit), `ApiToken`, permissions."""
