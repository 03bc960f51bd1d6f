"""Electronic signatures: PAdES checked by pyHanko (integrity and dates, offline), CAdES envelopes opened, XAdES noticed.

Whether the authority that issued a certificate is trusted is not decided here: that takes the European lists of trust.
"""

from __future__ import annotations

import io
import logging
from datetime import datetime
from typing import Any

from asn1crypto import cms  # type: ignore[import-untyped]

from checker.reading.content import Content
from checker.reading.document import Signature
from checker.reading.limits import Budget, ReadingProblem

for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def pades(data: bytes) -> list[Signature]:
    """The signatures of a PDF. `valid` says whether the signed bytes are intact; `problem` is altered, certificate_expired,
    added_to (the file was added to after signing) or unverifiable. Never raises.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        found = list(PdfFileReader(io.BytesIO(data), strict=False).embedded_signatures)
    except Exception:  # pyHanko raises many classes on damaged files
        return [Signature("pades", None, problem="unverifiable")]
    return [_pades(signature) for signature in found if signature.sig_object_type != "/DocTimeStamp"]


def _pades(signature: Any) -> Signature:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signer = moment = None
    try:
        signer = _holder(signature.signer_cert)
        moment = signature.self_reported_timestamp
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        status = validate_pdf_signature(signature, signer_validation_context=context, skip_diff=True)
        intact = bool(status.intact and status.valid)
        problem = None if intact else "altered"
        if intact and not _was_valid(signature.signer_cert, moment):
            problem = "certificate_expired"
        elif intact and "ENTIRE" not in str(status.coverage):
            problem = "added_to"
        return Signature("pades", intact, signer, _iso(moment), problem)
    except Exception:
        return Signature("pades", None, signer, _iso(moment), "unverifiable")


def _holder(certificate: Any) -> str | None:
    subject = certificate.subject.native if certificate is not None else {}
    name = subject.get("common_name") or subject.get("organization_name")
    return str(name) if name else None


def _was_valid(certificate: Any, moment: datetime | None) -> bool:
    if moment is None:
        return True
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=certificate.not_valid_before.tzinfo)
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)


def _iso(moment: datetime | None) -> str | None:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") if moment else None


def read_signed(data: bytes, budget: Budget) -> Content:
    """A CAdES file (.p7m, .p7s): its signers, and the signed document as an attached file when it is inside.

    Raises ReadingProblem("corrupt").
    """
    try:
        signed = cms.ContentInfo.load(data)["content"]
        inner = signed["encap_content_info"]["content"].native
        certificates = [item.chosen for item in signed["certificates"]] if signed["certificates"].native else []
        serials = {
            info["sid"].native.get("serial_number")
            for info in signed["signer_infos"]
            if info["sid"].name.startswith("issuer")
        }
        names = [_holder(item) for item in certificates if not serials or item.serial_number in serials]
    except Exception as error:  # asn1crypto raises ValueError, TypeError and KeyError
        raise ReadingProblem("corrupt", f"{type(error).__name__}: {error}"[:200]) from error
    content = Content(signatures=[Signature("cades", None, name, None, "unverifiable") for name in names])
    if isinstance(inner, bytes) and inner:
        content.attachments.append(("contenu", inner))
    return content


def xades(data: bytes) -> list[Signature]:
    """A signature inside an XML file, noticed but not verified."""
    if b"http://www.w3.org/2000/09/xmldsig#" in data and b"SignatureValue" in data:
        return [Signature("xades", None, problem="unverifiable")]
    return []
