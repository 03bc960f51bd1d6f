"""The test client: it examines every HTML page it visits, whatever the test was about."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from lxml import html

HANDLER = re.compile(r"^on[a-z]+$")
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}


def faults(text: str) -> list[str]:
    """What is wrong in a page, in words."""
    page = html.fromstring(text)
    found = []
    if page.getroottree().getroot().get("lang") != "fr":
        found.append("html has no lang=fr")
    if len(page.xpath("//h1")) != 1:
        found.append(f"{len(page.xpath('//h1'))} h1")
    title = " ".join(page.xpath("//title/text()")).strip()
    if not title or title.startswith("–"):
        found.append("no title")
    ids = page.xpath("//@id")
    found += [f"id {one} twice" for one in set(ids) if ids.count(one) > 1]
    found += [f"{control.tag} {control.get('name')} has no label" for control in _unlabelled(page, set(ids))]
    found += [f"label for {one} leads nowhere" for one in page.xpath("//label/@for") if one not in ids]
    found += [f"link to {one} leads nowhere" for one in page.xpath("//a/@href") if _broken_anchor(one, ids)]
    found += ["an image has no alt" for image in page.xpath("//img[not(@alt)]")]
    found += ["inline script" for _ in page.xpath("//script[not(@src)]")]
    found += ["inline style" for _ in page.xpath("//style | //*[@style]")]
    found += [f"{name} handler" for element in page.iter() for name in element.attrib if HANDLER.match(name)]
    found += ["a post form has no token" for form in page.xpath("//form[translate(@method,'POST','post')='post']") if not form.xpath(".//input[@name='csrf_token']")]  # fmt: skip
    return found


def _broken_anchor(href: str, ids: list[str]) -> bool:
    return href.startswith("#") and href[1:] not in ids


def _unlabelled(page: Any, ids: set[str]) -> list[Any]:
    labelled = set(page.xpath("//label/@for"))
    return [
        control
        for control in page.xpath("//input | //select | //textarea")
        if control.get("type") not in UNLABELLED
        and control.get("id") not in labelled
        and not control.get("aria-label")
        and control.get("aria-labelledby") not in ids
        and not control.xpath("ancestor::label")
    ]


class ExaminingClient(FlaskClient):
    """Every HTML answer is examined; posts carry their CSRF token."""

    titles: dict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles = {}

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Visit a page; `examine=False` skips the examination."""
        examine = kwargs.pop("examine", True)
        response = super().open(*args, **kwargs)
        if examine and response.mimetype == "text/html" and response.status_code not in (301, 302, 303, 308):
            self._examine(response)
        return response

    def _examine(self, response: Any) -> None:
        path = response.request.path
        assert faults(response.text) == [], f"{path}: {faults(response.text)}"
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy
        title = html.fromstring(response.text).findtext(".//title").strip()
        if response.status_code == 200:
            assert self.titles.setdefault(title, path) == path, f"{path} has the title of {self.titles[title]}"

    def token(self) -> str:
        """A CSRF token of the session."""
        page = super().open("/connexion", follow_redirects=True)
        found = re.search(r'name="csrf(?:_token|-token)"[^>]*(?:value|content)="([^"]+)"', page.text)
        assert found, "no form gives a CSRF token"
        return found.group(1)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Post with the session's token; `csrf=False` sends none."""
        if kwargs.pop("csrf", True):
            kwargs["headers"] = {**dict(kwargs.get("headers") or {}), "X-CSRFToken": self.token()}
        return super().post(*args, **kwargs)
