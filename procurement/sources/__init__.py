"""One package per outside world: boamp, ted, decp, sirene. See `base` for the contract and `run` for the import."""
