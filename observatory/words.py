"""French words for what reports keep in code: reasons for leaving contracts out."""

LEFT_OUT = {
    "duplicate record": "Même contrat publié plusieurs fois",
    "notice only": "Connu par un avis d'attribution seul (montré à côté)",
    "concession": "Concession, hors du champ",
    "defence": "Défense, hors du champ",
    "date missing": "Date de notification absente",
    "date out of range": "Date de notification invraisemblable",
    "subsequent contract": "Marché subséquent (montant déjà compté dans l'accord-cadre)",
    "amount unknown": "Montant absent",
    "amount outlier": "Montant invraisemblable",
    "amount suspected x100": "Montant sans doute multiplié par cent",
    "amount unknown or set aside": "Montant absent ou écarté",
    "framework agreement": "Accord-cadre",
    "not concerned": "Non concerné par l'indicateur",
    "size unknown": "Taille du titulaire inconnue",
    "place unknown": "Lieu du titulaire ou de l'acheteur inconnu",
    "size or place unknown": "Taille ou lieu inconnu",
    "staff unknown": "Effectif inconnu",
    "offers unknown": "Nombre d'offres inconnu",
    "procedure unknown": "Procédure inconnue",
    "consideration unknown": "Considération non renseignée",
    "publication day unknown": "Date de publication inconnue",
    "no amendment with an amount": "Sans avenant chiffré",
    "cell under 10 contracts": "Moins de 10 contrats pour l'acheteur et la nature d'achat",
    "no reference cell": "Moins de 10 contrats de référence",
    "history or winner unknown": "Titulaire inconnu, ou moins de cinq ans d'historique",
    "winner unknown": "Titulaire inconnu",
    "unknown": "Inconnu",
    "other": "Autre motif",
}


def left_out_label(reason: str) -> str:
    """The French words of a reason found in `left_out`."""
    return LEFT_OUT.get(reason, reason)
