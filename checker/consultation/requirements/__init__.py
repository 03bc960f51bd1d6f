"""From blocks of the buyer's documents to requirements: zones, wordings, conditions."""
