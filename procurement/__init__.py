"""The ground the engines share: models, law, nomenclatures and sources. No web, no database."""
