"""Tables, sessions and repositories. Nothing here knows Flask."""

from portal.store.accounts import AuditEvent, Firm, Role, User
from portal.store.alerts import Alert, AlertItem, AlertMail, Follow, Frequency, MailState, SetAside
from portal.store.base import Base, Store
from portal.store.corrections import ConsultationCorrection, KindChoice
from portal.store.dossiers import Check, CheckState, Contest, Decision, Dossier, DossierFile, Side
from portal.store.tenders import AwardFact, AwardRow, CompanyRow, ImportRun, NoticeLink, NoticeRow, TenderMember
from portal.store.vault import VaultPiece, VaultVersion

__all__ = [
    "Alert",
    "AlertItem",
    "AlertMail",
    "AuditEvent",
    "AwardFact",
    "AwardRow",
    "Base",
    "Check",
    "CheckState",
    "CompanyRow",
    "ConsultationCorrection",
    "Contest",
    "Decision",
    "Dossier",
    "DossierFile",
    "Firm",
    "Follow",
    "Frequency",
    "ImportRun",
    "KindChoice",
    "MailState",
    "NoticeLink",
    "NoticeRow",
    "Role",
    "SetAside",
    "Side",
    "Store",
    "TenderMember",
    "User",
    "VaultPiece",
    "VaultVersion",
]
