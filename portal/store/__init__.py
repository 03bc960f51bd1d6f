"""Tables, sessions and repositories. Nothing here knows Flask."""

from portal.store.accounts import AuditEvent, Firm, Role, User
from portal.store.base import Base, Store
from portal.store.dossiers import Check, CheckState, Contest, Decision, Dossier, DossierFile, Side
from portal.store.tenders import AwardRow, CompanyRow, ImportRun, NoticeLink, NoticeRow

__all__ = [
    "AuditEvent",
    "AwardRow",
    "Base",
    "Check",
    "CheckState",
    "CompanyRow",
    "Contest",
    "Decision",
    "Dossier",
    "DossierFile",
    "Firm",
    "ImportRun",
    "NoticeLink",
    "NoticeRow",
    "Role",
    "Side",
    "Store",
    "User",
]
