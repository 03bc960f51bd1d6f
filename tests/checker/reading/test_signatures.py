"""Signatures: an intact one, one whose file was changed, an envelope."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from asn1crypto import keys, x509  # type: ignore[import-untyped]
from cryptography import x509 as cx509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from checker.reading import problem_sentence
from tests.checker.reading import makers
from tests.checker.reading.conftest import Reads


@pytest.fixture(scope="module")
def signer() -> signers.SimpleSigner:
    """A test signer whose certificate nobody issued, valid from 2000 for ever so that the clock does not matter."""
    key = rsa.generate_private_key(65537, 2048)
    name = cx509.Name([cx509.NameAttribute(cx509.NameOID.COMMON_NAME, "Camille Essai")])
    start = datetime(2000, 1, 1)
    builder = (
        cx509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
    )
    certificate = builder.not_valid_before(start).not_valid_after(start + timedelta(36500)).sign(key, hashes.SHA256())
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(
        x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)), keys.PrivateKeyInfo.load(der), None
    )


@pytest.fixture(scope="module")
def signed(signer: signers.SimpleSigner) -> bytes:
    out = io.BytesIO()
    writer = IncrementalPdfFileWriter(io.BytesIO(makers.letter(makers.SENTENCE)))
    signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="Signature1"), signer, output=out)
    return out.getvalue()


def test_an_intact_signature_names_its_signer(reads: Reads, signed: bytes) -> None:
    (signature,) = reads(signed, "AE.pdf")[0].signatures
    assert (signature.kind, signature.valid, signature.signer, signature.problem) == (
        "pades",
        True,
        "Camille Essai",
        None,
    )
    assert signature.signed_at is not None


def test_a_file_changed_after_signing_is_told_apart(reads: Reads, signed: bytes) -> None:
    changed = signed.replace(b"%PDF-1.7\n%\x80", b"%PDF-1.7\n%\x81", 1)
    assert changed != signed
    (signature,) = reads(changed, "AE.pdf")[0].signatures
    assert signature.valid is False and signature.problem == "altered"


def test_an_envelope_gives_the_document_inside(reads: Reads, signer: signers.SimpleSigner) -> None:
    import asyncio

    async def sign() -> bytes:
        made = await signer.async_sign_general_data(b"Acte d'engagement", "sha256", detached=False)
        return bytes(made.dump())

    envelope, inside = reads(asyncio.run(sign()), "AE.txt.p7m")
    assert envelope.signatures[0].signer == "Camille Essai" and problem_sentence(envelope) is None
    assert inside.text == "Acte d'engagement" and inside.parent == "AE.txt.p7m"
