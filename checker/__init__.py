"""Examines one bid dossier against what one buyer asks. No web, no database."""
