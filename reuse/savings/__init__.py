"""The savings ledger: `FactorSet`, `Factor` and append-only `SavingEntry` rows that can be recomputed."""
