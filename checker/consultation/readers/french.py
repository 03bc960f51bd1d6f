"""Words that several readers share, in plain letters."""

from __future__ import annotations

BIDS = r"(?:offres?|plis?|propositions?|candidatures?|dossiers?|reponses?|devis|soumissions?|projets?|demandes? de participation|manifestations? d.interet)"
HANDING = r"(?:reception|remise|depot|retour|envoi|transmission|reponse|presentation|limite)"
