"""The page of the history: every step, what it did, what is undone and what is saved."""

from vpcdesign.design.document import Design
from vpcdesign.render.ink import Row, Span, width
from vpcdesign.tui.pages.history import history, number_of
from vpcdesign.tui.session.history import History, Step

DESIGN = Design()
STEPS = History(
    (
        Step("from layout three-tier", DESIGN),
        Step("Attach NAT, one a zone", DESIGN),
        Step("Reserve 3 blocks", DESIGN),
        Step("sg-bastion inbound 1: source 198.51.100.0/24 → 0.0.0.0/0", DESIGN),
    ),
    place=2,
    saved=1,
)
DID: dict[int, Row] = {2: (Span("= opens nothing, closes nothing", "muted"),), 3: (Span("+ a → b", "changed"),)}


def test_it_reads_from_the_newest_step_down() -> None:
    assert (
        history(STEPS, DID, "14:02, shop.json").text
        == """\
History                    2 of 3
3  sg-bastion inbound 1: source
   198.51.100.0/24 → 0.0.0.0/0
   undone, U redoes
2  Reserve 3 blocks
   = opens nothing, closes nothing
   ── saved 14:02, shop.json ──
1  Attach NAT, one a zone
0  from layout three-tier

enter go there  y as command
m compare  u U undo, redo"""
    )


def test_every_step_can_be_gone_to() -> None:
    assert [number for line in history(STEPS).lines if (number := number_of(line)) is not None] == [3, 2, 1, 0]


def test_what_an_undone_step_did_is_not_said() -> None:
    assert "+ a → b" not in history(STEPS, DID).text
    assert "+ a → b" in history(STEPS.at(3), DID).text


def test_hostile_titles_stay_in_their_lines() -> None:
    bad = History((Step("x" * 500 + "\x1b[2J\n", DESIGN), Step("", DESIGN)), 1)
    page = history(bad, {1: (Span("y" * 500),)})
    assert all(width(line.row) <= 34 for line in page.lines)
    assert "\x1b" not in page.text
    assert "unnamed" in page.text
