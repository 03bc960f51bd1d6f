"""Invented notices, awards and firms in the official formats, so that the demo goes through the same importers as real files."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from portal.demo.world import PLACES, SEED, DemoBuyer, DemoFirm, Trade, World

INVENTED = "Avis inventé pour la démonstration de Tremplin : il n'engage aucun acheteur."
CONTRACTIONS = (
    (r"\bà Le ", "au "), (r"\bà Les ", "aux "), (r"\bde Le ", "du "), (r"\bde Les ", "des "), (r"\bde (?=[AÀEÉÈIOU])", "d'"),
)  # fmt: skip
LOT_TITLES = {
    "travaux": ("Gros œuvre", "Menuiseries", "Électricité", "Plomberie et chauffage", "Peinture et sols"),
    "services": ("Secteur nord", "Secteur centre", "Secteur sud"),
    "fournitures": ("Écoles maternelles", "Écoles élémentaires", "Restaurants scolaires"),
}


def _object(random: Random, trade: Trade, buyer: DemoBuyer) -> str:
    text = random.choice(trade.objects)
    written = text.format(place=f"{random.choice(PLACES)} à {buyer.commune.name}", city=buyer.commune.name)
    for loose, joined in CONTRACTIONS:
        written = re.sub(loose, joined, written)
    return written


def _mapa(random: Random, trade: Trade, buyer: DemoBuyer, title: str, deadline: str, number: int) -> dict[str, Any]:
    """The `donnees` of a BOAMP notice under 90 000 €."""
    technical = random.choice((40, 50, 60))
    body: dict[str, Any] = {
        "natureMarche": {trade.type: ""},
        "description": {
            "objet": title,
            "lieuExecutionLivraison": {"cp": buyer.commune.postcodes[0], "ville": buyer.commune.name},
        },
        "caracteristiques": {"variantes": {random.choice(("oui", "non")): ""}},
        "duree": {"nbMois": str(random.choice((2, 4, 6, 12, 24)))},
        "justifications": {"DC1": "", "DC2": "", "chiffresAffaires": ""},
        "criteres": {
            "criterePondere": [
                {"criterePCT": str(100 - technical), "critere": "Prix des prestations"},
                {"criterePCT": str(technical), "critere": "Valeur technique"},
            ]
        },
        "procedure": {"procedureAdaptee": ""},
        "delais": {"receptionOffres": deadline},
        "renseignements": {"idMarche": f"DEMO-{number:04d}", "rensgComplt": INVENTED},
        "marcheUnique": "",
    }
    if number % 4 == 0:
        del body["marcheUnique"]
        chosen = random.sample(LOT_TITLES[trade.type], 3)
        body["lots"] = {"lot": [{"numLot": str(i), "intitule": one} for i, one in enumerate(chosen, 1)]}
    organisation = {
        "acheteurPublic": buyer.name,
        "codeIdentificationNational": buyer.siret,
        "adr": {"cp": buyer.commune.postcodes[0], "ville": buyer.commune.name},
        "urlProfilAcheteur": "https://profil-acheteur.invalid/demo",
    }
    return {"MAPA": {"organisme": organisation, "initial": body}}


def _organisation(buyer: DemoBuyer) -> dict[str, Any]:
    return {
        "nomOfficiel": buyer.name,
        "typeIdentificationNational": {"siret": ""},
        "codeIdentificationNational": buyer.siret,
        "ville": buyer.commune.name,
        "cp": buyer.commune.postcodes[0],
    }


def _simple(random: Random, trade: Trade, buyer: DemoBuyer, title: str, deadline: str, number: int) -> dict[str, Any]:
    """The `donnees` of a BOAMP notice between 90 000 € and the European thresholds."""
    amount = round(trade.amount * random.uniform(1.5, 3), -2)
    lots = [
        {
            "description": f"Lot {index} : {name}",
            "codeCPV": {"objetPrincipal": {"classPrincipale": trade.cpv}},
            "estimationValeur": {"@devise": "EUR", "valeur": f"{amount / 3:.2f}"},
        }
        for index, name in enumerate(random.sample(LOT_TITLES[trade.type], 3), 1)
    ]
    nature = {
        "intitule": title,
        "codeCPV": {"objetPrincipal": {"classPrincipale": trade.cpv}},
        "natureMarche": {trade.type: ""},
        "description": f"{title}. {INVENTED}",
        "lieuExecution": f"{buyer.commune.name} ({buyer.commune.departement})",
        "dureeMois": "6",
        "criteresSociaux": {"oui" if number % 5 == 0 else "non": ""},
        "lotsMarche": {"oui": ""},
    }
    return {
        "FNSimple": {
            "organisme": _organisation(buyer),
            "initial": {
                "communication": {
                    "urlDocConsul": "https://profil-acheteur.invalid/demo",
                    "identifiantInterne": f"DEMO-{number:04d}",
                },
                "procedure": {
                    "procedureAdapteeO": "",
                    "capaciteTech": "cf. règlement de la consultation.",
                    "dateReceptionOffres": deadline,
                    "variantes": {"non": ""},
                },
                "natureMarche": nature,
                "lots": {"lot": lots},
            },
        }
    }


def notice_records(world: World, day: date, count: int = 300) -> list[dict[str, Any]]:
    """BOAMP records as the public API returns them; most are open at `day`, one in six is closed."""
    random = Random(SEED + 1)
    records = []
    for number in range(1, count + 1):
        trade, buyer = random.choice(world.trades), random.choice(world.buyers)
        published = day - timedelta(days=random.randrange(1, 20))
        closes = day + timedelta(days=random.randrange(-12, -1) if number % 6 == 0 else random.randrange(2, 45))
        published = min(published, closes - timedelta(days=15)) if number % 6 == 0 else published
        deadline = f"{closes.isoformat()}T{random.choice((11, 12, 16, 17)):02d}:00:00"
        title = _object(random, trade, buyer)
        body = (_simple if number % 3 == 0 else _mapa)(random, trade, buyer, title, deadline, number)
        root = next(iter(body))
        idweb = f"{published:%y}-{900000 + number}"
        records.append(
            {
                "idweb": idweb,
                "id": idweb.replace("-", "_"),
                "objet": title,
                "famille": "MAPA" if root == "MAPA" else "FNS",
                "code_departement": [buyer.commune.departement],
                "dateparution": published.isoformat(),
                "datelimitereponse": f"{deadline}+00:00",
                "nomacheteur": buyer.name,
                "perimetre": root,
                "nature": "APPEL_OFFRE",
                "nature_libelle": "Avis de marché",
                "etat": "INITIAL",
                "descripteur_libelle": [trade.firm],
                "type_marche": [trade.type.upper()],
                "annonce_lie": None,
                "gestion": json.dumps({"REFERENCE": {"IDWEB": idweb}}, ensure_ascii=False),
                "donnees": json.dumps(body, ensure_ascii=False),
                "url_avis": f"https://www.boamp.fr/pages/avis/?q=idweb:{idweb}",
            }
        )
    return records


def _winner(random: Random, world: World, trade: Trade, buyer: DemoBuyer) -> DemoFirm:
    able = [firm for firm in world.firms if firm.trade is trade] or list(world.firms)
    near = [firm for firm in able if firm.commune.epci == buyer.commune.epci]
    return random.choice(near if near and random.random() < 0.4 else able)


def _considerations(number: int) -> dict[str, Any]:
    social = "Clause sociale" if number % 6 == 0 else "Pas de considération sociale"
    green = "Critère environnemental" if number % 3 == 0 else "Pas de considération environnementale"
    return {
        "considerationsSociales": {"considerationSociale": [social]},
        "considerationsEnvironnementales": {"considerationEnvironnementale": [green]},
    }


def award_records(world: World, day: date, count: int = 2000) -> dict[str, Any]:
    """Awarded contracts in the 2022 format of the essential data, over the four years before `day`."""
    random = Random(SEED + 2)
    contracts = []
    for number in range(1, count + 1):
        trade, buyer = random.choice(world.trades), random.choice(world.buyers)
        notified = day - timedelta(days=random.randrange(20, 4 * 365))
        winner = _winner(random, world, trade, buyer)
        holders = [winner] + ([_winner(random, world, trade, buyer)] if number % 25 == 0 else [])
        contracts.append(
            {
                "id": f"{notified.year}D{number:05d}",
                "_type": "Marché",
                "acheteur": {"id": buyer.siret},
                "nature": "Marché",
                "objet": _object(random, trade, buyer),
                "codeCPV": trade.cpv,
                "techniques": {"technique": ["Accord-cadre" if number % 12 == 0 else "Sans objet"]},
                "offresRecues": random.choices((1, 2, 3, 4, 5, 8), (20, 22, 24, 16, 12, 6))[0],
                "typeGroupementOperateurs": "Solidaire" if len(holders) > 1 else "Pas de groupement",
                "sousTraitanceDeclaree": number % 10 == 0,
                "procedure": "Procédure adaptée",
                "lieuExecution": {"code": buyer.commune.insee, "typeCode": "Code commune"},
                "dureeMois": random.choice((2, 4, 6, 12, 24, 36)),
                "dateNotification": notified.isoformat(),
                "datePublicationDonnees": (notified + timedelta(days=random.randrange(3, 90))).isoformat(),
                "montant": round(trade.amount * random.lognormvariate(0, 0.7), 2),
                "titulaires": [{"titulaire": {"typeIdentifiant": "SIRET", "id": one.siret}} for one in holders],
                **_considerations(number),
                "modifications": [],
            }
        )
    return {"marches": {"marche": contracts, "contrat-concession": []}}


def _establishment(firm: DemoFirm) -> dict[str, Any]:
    return {
        "siret": firm.siret,
        "activite_principale": firm.trade.naf,
        "adresse": f"{int(firm.siren[-3:]) % 90 + 1} rue de l'Exemple {firm.commune.name.upper()}",
        "code_postal": firm.commune.postcodes[0],
        "commune": firm.commune.insee,
        "libelle_commune": firm.commune.name.upper(),
        "etat_administratif": "A",
        "est_siege": True,
        "tranche_effectif_salarie": firm.staff_band,
        "date_creation": firm.created.isoformat(),
    }


def firm_records(world: World) -> dict[str, Any]:
    """The firms as the public register's search API returns them."""
    results = [
        {
            "siren": firm.siren,
            "nom_complet": firm.name.upper(),
            "nom_raison_sociale": firm.name.upper(),
            "nature_juridique": "5499",
            "activite_principale": firm.trade.naf,
            "categorie_entreprise": firm.size,
            "tranche_effectif_salarie": firm.staff_band,
            "etat_administratif": "A",
            "date_creation": firm.created.isoformat(),
            "nombre_etablissements": 1,
            "siege": _establishment(firm),
            "matching_etablissements": [_establishment(firm)],
            "complements": {"est_ess": False, "est_siae": False, "type_siae": None},
        }
        for firm in world.firms
    ]
    return {"results": results, "total_results": len(results), "page": 1, "per_page": len(results), "total_pages": 1}


def write_sample(world: World, day: date, folder: Path) -> dict[str, Path]:
    """Write the three files of the sample; returns them by source name."""
    folder.mkdir(parents=True, exist_ok=True)
    notices = notice_records(world, day)
    written = {
        "sirene": (folder / "entreprises.json", firm_records(world)),
        "decp": (folder / "decp-2022.json", award_records(world, day)),
        "boamp": (folder / "boamp.json", {"total_count": len(notices), "results": notices}),
    }
    for path, document in written.values():
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return {name: path for name, (path, _document) in written.items()}
