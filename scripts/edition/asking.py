"""Asking other sites whether they still have what is linked: politely, and not twice in a month.

One request at a time to a host, with a pause between; HEAD, and GET only where HEAD is not known; no more than the
head XX check asks for what is new or was not there.
"""

from __future__ import annotations

import datetime
import json
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from edition import __version__

PAUSE = 2.0  # seconds between two requests to one host
TIMEOUT = 20  # seconds for a host to answer
HOSTS = 8  # asked at once
FRESH = 30  # days that a good answer holds
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
# Hosts that take no HEAD say one of these, or refuse it as if nothing were there.
NO_HEAD = frozenset(
    {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}
)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Answer:
    """What a host answered, or why it did not."""

    day: str
    """ISO 8601."""
    status: int = 0
    """The last status of HTTP, or 0 where there was no answer."""
    moved: str = ""
    """Where it leads for good, where it was said to have moved."""
    error: str = ""

    @property
    def good(self) -> bool:
        """Whether what is linked is there."""
        return 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """Whether the host says that it is not there; no answer, or a refusal, says nothing of that."""
        return self.status in GONE

    def __str__(self) -> str:
        """Return the answer in words."""
        if self.error:
            return f"no answer ({self.error})"
        words = HTTPStatus(self.status).phrase if self.status in set(HTTPStatus) else "?"
        return f"{self.status} {words}" + (f", moved for good to {self.moved}" if self.moved else "")


def ask(links: Iterable[str], kept: Path, say: Say, today: datetime.date, pause: float = PAUSE) -> dict[str, Answer]:
    """Return an answer for each link; those of the last 30 days are taken from the file `kept`, which is written."""
    answers = {link: answer for link, answer in _read(kept).items() if _holds(answer, today)}
    asked = [link for link in links if link not in answers]
    hosts = defaultdict(list)
    for link in asked:
        hosts[urlsplit(link).netloc.lower()].append(link)
    if asked:
        say(f"asking for {len(asked)} addresses at {len(hosts)} hosts, {pause:g} s apart for each host")
    with ThreadPoolExecutor(HOSTS) as pool:
        for found in pool.map(partial(_ask_host, pause=pause, today=today), hosts.values()):
            answers |= found
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({link: asdict(one) for link, one in sorted(answers.items())}, indent=1), "utf-8")
    return {link: answers[link] for link in links}


def _holds(answer: Answer, today: datetime.date) -> bool:
    age = (today - datetime.date.fromisoformat(answer.day)).days
    return answer.good and 0 <= age < FRESH


def _read(kept: Path) -> Mapping[str, Answer]:
    try:
        held: dict[str, dict[str, Any]] = json.loads(kept.read_text("utf-8"))
        answers = {link: Answer(**one) for link, one in held.items()}
        for answer in answers.values():
            datetime.date.fromisoformat(answer.day)
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # it may be deleted or damaged; then all is asked again
    return answers


def _ask_host(links: list[str], *, pause: float, today: datetime.date) -> dict[str, Answer]:
    answers = {}
    refused = ""
    for number, link in enumerate(links):
        if refused:
            answers[link] = Answer(today.isoformat(), error=refused)
            continue
        if number:
            time.sleep(pause)
        answer = _request("HEAD", link, today)
        if answer.status in NO_HEAD:
            time.sleep(pause)
            answer = _request("GET", link, today)
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            refused = "the host asks not to be asked so often"
        answers[link] = answer
    return answers


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirections and notes where those for good lead, as long as there is none for the time being."""

    def __init__(self) -> None:
        self.moved = ""
        self._for_good = True

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        self._for_good = self._for_good and code in (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
        if self._for_good:
            self.moved = newurl
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise urllib.error.HTTPError(req.full_url, code, f"it leads to {newurl}", headers, fp)
        new = super().redirect_request(req, fp, code, msg, headers, newurl)
        if new is not None:
            new.method = req.get_method()
        return new


def _request(method: str, link: str, today: datetime.date) -> Answer:
    redirects = _Redirects()
    opener = urllib.request.build_opener(redirects)
    agent = {"User-Agent": f"edition/{__version__} (link check)"}
    plain = quote(link, safe="/:?#[]@!$&'()*+,;=%-._~")
    day = today.isoformat()
    try:
        with opener.open(urllib.request.Request(plain, headers=agent, method=method), timeout=TIMEOUT) as answer:
            return Answer(day, answer.status, redirects.moved)
    except urllib.error.HTTPError as error:
        return Answer(day, error.code, redirects.moved)
    except (OSError, ValueError) as error:
        return Answer(day, error=str(getattr(error, "reason", error)))
