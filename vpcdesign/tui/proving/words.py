"""What the consequences strip says: the last step, the gravest thing that it did, and the assertions that changed."""

from vpcdesign.render.ink import Row, Span, row
from vpcdesign.render.signs import BLOCKED, CLOSED, NARROWED, OPENED, SAME
from vpcdesign.render.visible import visible
from vpcdesign.tui.proving.proof import Proof
from vpcdesign.tui.session.session import Session


def strip_of(session: Session, proof: Proof) -> Row:
    """Say what the last step did, as far as it is proved."""
    history = session.history
    if history.place == 0 and len(history.steps) == 1:
        words = f" Nothing changed since {visible(session.path.name)} was opened." if session.path else " A new design."
        return row(Span(words, "muted"))
    spans = [Span(f" {visible(history.current.title)}", bold=True)]
    if not proof.of(session.design):
        return row(*spans, Span("   proving", "muted"))
    if proof.problem:
        return row(*spans, Span(f"   {visible(proof.problem)}", "muted"))
    return row(*spans, *consequences(proof))


def consequences(proof: Proof) -> Row:
    """Say the gravest change of a step, and which assertions it broke."""
    spans: list[Span] = []
    found = proof.differences
    if found is not None:
        signs = {"opened": (OPENED, "changed"), "closed": (CLOSED, "partial")}
        if not found:
            spans.append(Span(f"   {SAME} opens nothing, closes nothing", "muted"))
        for one in found[:1]:
            sign, role = signs.get(one.effect, (NARROWED, "partial"))
            who = f"{', '.join(one.sources)} → {', '.join(one.destinations)}"
            spans.append(Span(f"   {sign} {visible(who)} {one.where}", role))  # type: ignore[arg-type]
        if len(found) > 1:
            spans.append(Span(f"   and {len(found) - 1} more", "muted"))
    spans += [Span(f"   {BLOCKED} {visible(result.name)}", "blocked") for result in proof.results if not result.holds][
        :1
    ]
    return row(*spans)
