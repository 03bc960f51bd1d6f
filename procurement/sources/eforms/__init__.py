"""The European electronic forms, read alike from TED's XML and from the `donnees` of the BOAMP."""
