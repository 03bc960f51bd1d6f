"""The page behind a quote: shown to the owner and to the staff who were asked, to nobody else."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from portal.page_pictures import box_of
from portal.store import Role
from portal.wiring import Services
from tests.portal.test_dossiers import MEMO, RC, address, back_as, notice_id, run_checks, send

__all__ = ["address", "notice_id"]
SQLITE = pytest.mark.parametrize("services", ["sqlite"], indirect=True)  # pictures do not depend on the database


def pictures_of(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'<img src="([^"]+/pages/[^"]+)"', page)]


@SQLITE
def test_each_piece_shows_the_page_with_the_buyers_words_framed(client: Any, services: Services, address: str) -> None:
    send(client, address, "buyer", ("RC.pdf", RC))
    run_checks(services)
    shown = pictures_of(client.get(address).text)
    assert shown and all("cadre=" in one for one in shown)
    answer = client.get(shown[0])
    assert answer.status_code == 200 and answer.mimetype == "image/png" and answer.data.startswith(b"\x89PNG")
    client.post("/deconnexion")
    assert client.get(shown[0]).status_code == 302


@SQLITE
def test_staff_see_the_page_once_help_is_asked(client: Any, services: Services, address: str, sign_in: Any) -> None:
    send(client, address, "buyer", ("RC.pdf", RC))
    send(client, address, "firm", ("memoire.txt", MEMO))
    run_checks(services)
    client.post(f"{address}/aide", data={"message": "Que manque-t-il ?"})
    client.post("/deconnexion")
    sign_in(Role.SUPPORT)
    shown = pictures_of(client.get(address.replace("/dossiers/", "/equipe/dossiers/")).text)
    assert shown and client.get(shown[0]).mimetype == "image/png"
    back_as(client, Role.FIRM)
    assert client.get(shown[0]).status_code == 404


@SQLITE
def test_a_file_without_pages_has_no_picture(client: Any, services: Services, address: str) -> None:
    send(client, address, "firm", ("memoire.txt", MEMO))
    assert client.get(f"{address}/fichiers/1/pages/1.png").status_code == 404


@pytest.mark.parametrize("written", ["", "a,b,c,d", "1,2,3", "1,2,3,4,5", "-1,2,3,4", "nan,1,2,3", "1e9,1,2,3"])
def test_a_box_that_is_no_box_is_left_out(written: str) -> None:
    assert box_of(written) is None
