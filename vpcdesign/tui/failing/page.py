"""What a failure does, as a page: what went down, what is lost and narrowed, and the assertions that no longer hold."""

from collections.abc import Iterator, Sequence

from vpcdesign.algebra import services
from vpcdesign.analysis.results import Outage
from vpcdesign.analysis.toll import Toll
from vpcdesign.design.document import Design
from vpcdesign.render.ink import Role, Row, Span, row, shorten, width
from vpcdesign.render.signs import ALLOWED, BLOCKED, DANGER, DOWN, PARTIAL
from vpcdesign.render.text.counting import count
from vpcdesign.render.visible import visible
from vpcdesign.topology.failures import failures
from vpcdesign.tui.pages.inspector.crowds import Crowds
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.pages.page import BLANK, Line, Page, heading, said, sides, title
from vpcdesign.tui.session.proof import Proof

_SHOWN = 12


def page_of(here: Surroundings, failed: Sequence[str], proof: Proof, cells: int) -> Page:
    """Make the page of what is failed now."""
    crowds = here.crowds
    names = ", ".join(crowds.said(one.removeprefix("az:")) for one in failed)
    head = title((Span(f"{DOWN} ", "blocked", bold=True), Span(names, bold=True)), "down", cells)
    outage = proof.outage
    if outage is None or not proof.of(here.design) or proof.failed != tuple(failed):
        return Page(head, tuple(said(proof.problem or "proving", cells)))
    lines = said(f"with it: {_few(outage.down, crowds)}" if outage.down else "nobody stands in it", cells)
    lines += _group("Lost", BLOCKED, outage.losses.died, crowds, cells)
    lines += _group("Narrowed", PARTIAL, outage.losses.narrowed, crowds, cells)
    lines += list(_assertions(outage, proof))
    if outage.alone:
        lines += [BLANK, heading("Single point of failure")]
        lines += [Line(row(Span(f"{DANGER} ", "warning"), Span(crowds.said(one)))) for one in outage.alone]
    return Page(head, tuple(lines))


def _few(names: Sequence[str], crowds: Crowds) -> str:
    several = [crowds.said(one) for one in names]
    more = f" and {len(several) - 6} more" if len(several) > 6 else ""
    return ", ".join(several[:6]) + more


def _group(words: str, sign: str, losses: Toll, crowds: Crowds, cells: int) -> list[Line]:
    if not losses:
        return []
    role: Role = "blocked" if sign == BLOCKED else "partial"
    lines = [BLANK, heading(words)]
    for one in losses.first(_SHOWN):
        left = "" if one.died else f"{one.pairs - one.down - one.cut} of {one.pairs}"
        right = left or services.write(one.missing or one.services, 1)
        source, destination = crowds.said(one.source), crowds.said(one.destination)
        first = f"{sign} {source} → {destination}"
        if width((Span(first),)) + len(right) >= cells > 20:
            lines.append(Line(row(Span(shorten(f"{sign} {source}", cells - 1), role))))
            first = f"  → {destination}"
        lines.append(Line(_sides(Span(shorten(first, max(cells - len(right) - 2, 8)), role), right, cells)))
    if len(losses) > _SHOWN:
        lines.append(Line(row(Span(f"and {len(losses) - _SHOWN} more", "muted"))))
    return lines


def _sides(left: Span, right: str, cells: int) -> Row:
    gap = " " * max(cells - 1 - width((left,)) - len(right), 1)
    return row(left, Span(gap), Span(right, "muted"))


def _assertions(outage: Outage, proof: Proof) -> Iterator[Line]:
    if not proof.results and not outage.broken:
        return
    yield BLANK
    yield heading("Assertions")
    for result in outage.broken:
        yield Line(row(Span(f"{BLOCKED} {visible(result.name)}", "blocked")), "tab.checks")
    others = sum(one.holds for one in proof.results)
    yield Line(row(Span(f"{ALLOWED} {others} {'holds' if others == 1 else 'hold'}", "allowed")))


def sentence(design: Design, failed: Sequence[str], proof: Proof, cells: int) -> Row:
    """Say in one line what a failure does, and at its end which of all single failures it is."""
    outage = proof.outage
    names = ", ".join(visible(one.removeprefix("az:")) for one in failed)
    known = [one.id for one in failures(design)]
    room = cells >= 100 and len(failed) == 1 and failed[0] in known
    which = f"failure {known.index(failed[0]) + 1} of {len(known)} " if room else ""
    are = "is" if len(failed) == 1 else "are"
    if outage is None or proof.failed != tuple(failed):
        words = f"{names} {are} down: {visible(proof.problem) or 'proving'}"
    else:
        lost = len(outage.losses.died)
        words = f"{names} {are} down: {count(lost, 'conversation')} lost, {len(outage.losses) - lost} narrowed"
        words += f", {count(len(outage.broken), 'assertion')} broken" if outage.broken else ""
    return sides((Span(f" {DOWN} {words}", "blocked"),), (Span(which, "muted"),), cells)
