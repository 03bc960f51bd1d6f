"""Pages, components and mails: no logic, no law, no numbers."""
