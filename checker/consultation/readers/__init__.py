"""One module per fact or family of facts of a consultation: each reads it from the buyer's words, or stays silent."""
