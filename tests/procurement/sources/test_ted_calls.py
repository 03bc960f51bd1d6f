"""A prior notice is answered when it says until when; otherwise it only announces."""

from __future__ import annotations

from pathlib import Path

import pytest

from procurement.models import Notice, NoticeKind
from procurement.sources.base import Record
from procurement.sources.run import run
from procurement.sources.ted import TedSource

RECEIPT = "<DATE_RECEIPT_TENDERS>2021-04-02</DATE_RECEIPT_TENDERS><TIME_RECEIPT_TENDERS>12:00</TIME_RECEIPT_TENDERS>"


def _prior(procedure: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TED_EXPORT xmlns="http://publications.europa.eu/resource/schema/ted/R2.0.9/publication" DOC_ID="900005-2021">
<CODED_DATA_SECTION><REF_OJS><DATE_PUB>20210212</DATE_PUB></REF_OJS><NOTICE_DATA>
<NO_DOC_OJS>2021/S 030-900005</NO_DOC_OJS><ISO_COUNTRY VALUE="FR"/></NOTICE_DATA></CODED_DATA_SECTION>
<FORM_SECTION><F01_2014 CATEGORY="ORIGINAL" FORM="F01" LG="FR"><NOTICE TYPE="PRI_CALL_COMPETITION"/>
<CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY><OFFICIALNAME>Ville inventée</OFFICIALNAME><COUNTRY VALUE="FR"/>
</ADDRESS_CONTRACTING_BODY></CONTRACTING_BODY><OBJECT_CONTRACT><TITLE><P>Entretien des toitures</P></TITLE>
</OBJECT_CONTRACT><PROCEDURE>{procedure}</PROCEDURE></F01_2014></FORM_SECTION></TED_EXPORT>"""


@pytest.mark.parametrize(("procedure", "expected"), [(RECEIPT, NoticeKind.CALL), ("", NoticeKind.PRIOR)])
def test_a_prior_notice_with_a_date_of_receipt_is_a_call(tmp_path: Path, procedure: str, expected: NoticeKind) -> None:
    (tmp_path / "avis.xml").write_text(_prior(procedure), encoding="utf-8")
    found: list[Record] = []
    run(TedSource(), [tmp_path / "avis.xml"], found.append)
    assert [one.kind for one in found if isinstance(one, Notice)] == [expected]
