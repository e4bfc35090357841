"""What the engine has answered about a thing, as far as anybody asked: the inspector shows it and never asks itself.

What was not asked is left out, never shown as `none`: only what has been proved is said.
"""

from typing import NamedTuple

from vpcdesign.render.ink import Role, Row, Span
from vpcdesign.render.signs import ALLOWED, BLOCKED, CUT, DANGER, FROM, TO
from vpcdesign.tui.pages.inspector.sheet import Sheet

SHOWN = 8
"""Peers shown of each side; the matrix has them all."""


class Peer(NamedTuple):
    """Somebody on the other side, and which services pass in full."""

    name: str
    services: str
    target: str = ""
    partial: bool = False


class Found(NamedTuple):
    """A finding or a broken assertion: its words, and what it is about."""

    words: str
    target: str = ""
    broken: bool = False


class Answers(NamedTuple):
    """None is what nobody has asked yet; `as_of` names the step that the answers are of, when it is not the last."""

    reaches: tuple[Peer, ...] | None = None
    reached_by: tuple[Peer, ...] | None = None
    findings: tuple[Found, ...] | None = None
    as_of: str = ""


NOTHING_ASKED = Answers()


def write(sheet: Sheet, answers: Answers) -> None:
    """Write what is known, at the end of a page."""
    _peers(sheet, "Reaches", TO, answers.reaches, answers.as_of)
    _peers(sheet, "Reached by", FROM, answers.reached_by, answers.as_of)
    if answers.findings is None:
        return
    sheet.blank()
    if not answers.findings:
        sheet.fact("Findings", "none")
        return
    sheet.group("Findings")
    for each in answers.findings:
        sign = Span(BLOCKED, "blocked") if each.broken else Span(DANGER, "warning")
        sheet.item(sign, each.words, target=each.target)


def _peers(sheet: Sheet, words: str, sign: str, peers: tuple[Peer, ...] | None, as_of: str) -> None:
    if peers is None:
        return
    sheet.group(f"{words}  as of {as_of}" if as_of else words)
    role: Role = "muted" if as_of else "text"
    for peer in peers[:SHOWN]:
        arrow: Role = "muted" if as_of else "partial" if peer.partial else "allowed"
        value: Row = (Span(_to_fit(peer.services, sheet.beside(peer.name)), role),)
        sheet.item(Span(sign, arrow), peer.name, value, peer.target)
    sheet.more(len(peers) - SHOWN)
    if not peers:
        sheet.none("nobody, proved")


def _to_fit(services: str, cells: int) -> str:
    """Leave out services that there is no room for: a port is never cut, for half of it is another one."""
    words = services.removesuffix(" and more").split(", ")
    kept = len(words)
    text = services
    while len(text) > cells and kept > 1:
        kept -= 1
        text = f"{', '.join(words[:kept])}, {CUT}"
    return text if len(text) <= cells or cells < 1 else CUT


def verdict_sign(holds: bool) -> Span:  # noqa: FBT001 - a verdict is a truth value
    """Give the sign of what holds or is broken."""
    return Span(ALLOWED, "allowed") if holds else Span(BLOCKED, "blocked")
