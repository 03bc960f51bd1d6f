"""The rule engine: one rule = one small file = one claim, found by folder."""
