"""French tender search by trade. The public door is `search.contract`; engines and the vocabulary stand behind it."""
