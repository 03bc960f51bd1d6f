"""Pieces of a vault for tests: rows made by hand, and invented papers that are read for good."""

from __future__ import annotations

import io
from typing import Any

from portal import jobs
from portal.demo.paper import pdf
from portal.dossier_service import public_id
from portal.store import CheckState, VaultPiece, VaultVersion
from portal.wiring import Services

SIREN = "732829320"  # that of the firm of the accounts made by tests/portal/conftest.py
VIGILANCE = pdf(
    "ATTESTATION DE VIGILANCE",
    [
        "Attestation de fourniture des déclarations sociales et de paiement des cotisations et contributions, article "
        "L. 243-15 du code de la sécurité sociale. Urssaf d'exemple.",
        f"L'entreprise, SIREN {SIREN}, est à jour de ses obligations en matière de cotisations à la date du 31 août 2026.",
    ],
)


def fact(name: str, value: Any, confidence: float = 0.9) -> dict[str, Any]:
    """A fact as the reading keeps it."""
    return {"name": name, "value": value, "page": 1, "quote": str(value), "confidence": confidence}


def piece(kind: str | None, *facts: dict[str, Any], **changes: Any) -> VaultPiece:
    """A piece that was read: its recognised kind, its facts."""
    said = changes.pop("kind_said", None)
    fields: dict[str, Any] = {
        "name": f"{kind}.pdf", "sha256": "0" * 64, "size": 1, "media_type": "application/pdf", "until_said": None,
        "state": CheckState.DONE.value, "kind": kind, "confidence": 0.95, "kinds": [kind] if kind else [], "problem": None,
        "facts": list(facts), "details": {},
    }  # fmt: skip
    made = VaultPiece(public_id=public_id(), kind_said=said)
    made.versions.append(VaultVersion(**(fields | changes)))
    return made


def put(client: Any, *files: tuple[str, bytes], **fields: str) -> Any:
    """Send files to the vault as its page does."""
    data: dict[str, Any] = fields | {"files": [(io.BytesIO(body), name) for name, body in files]}
    return client.post("/coffre", data=data, content_type="multipart/form-data")


def pieces(services: Services) -> list[VaultPiece]:
    """Every piece, its versions loaded."""
    with services.store.session() as session:
        found = session.query(VaultPiece).order_by(VaultPiece.id).all()
        for one in found:
            _ = one.versions, one.firm
        return found


def read_all(services: Services) -> list[VaultPiece]:
    """Do the waiting readings here and now."""
    for one in pieces(services):
        for version in one.versions:
            jobs.run_reading(services, version.id)
    return pieces(services)
