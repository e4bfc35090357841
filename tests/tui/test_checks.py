"""A broken assertion opens the packet that breaks it, under what fails; what is pinned says what was answered."""

from textual.pilot import Pilot

from tests.tui.harness import play, screen_text, session_of, settled, shop
from vpcdesign.design.asserting import Assertion
from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import change
from vpcdesign.render.ink import plain
from vpcdesign.tui.app import Designer
from vpcdesign.tui.checks.page import question
from vpcdesign.tui.pages.inspector.crowds import Crowds
from vpcdesign.tui.proving.contrast import contrast
from vpcdesign.tui.proving.words import strip_of, told
from vpcdesign.tui.proving.work import judged
from vpcdesign.tui.session.asking import Asked, answered

APilot = Pilot[None]


def silent(_: int, __: int) -> None:
    """Nobody waits."""


def claiming(design: Design, *claims: Assertion) -> Design:
    return design.model_copy(update={"assertions": claims})


def test_every_broken_assertion_is_shown_by_its_own_packet() -> None:
    """Also where somebody is meant who has no selector: `everybody else`."""
    opened = change(shop(), "sg-bastion#ingress/0", "source", "0.0.0.0/0").design
    claims = (
        *opened.assertions,
        Assertion(name="no way out", from_="tier:app", to="internet", ports="tcp/443", expect="blocked"),
        Assertion(name="the web is open", from_="internet", to="tier:db", ports="tcp/5432", expect="allowed"),
    )
    design = claiming(opened, *claims)
    broken = [
        (claim, result) for claim, result in zip(claims, judged(design, silent)[0], strict=True) if not result.holds
    ]
    assert [claim.name for claim, _ in broken] == ["only the office reaches ssh", "no way out", "the web is open"]
    expected = {"only the office reaches ssh": "allowed", "no way out": "allowed", "the web is open": "blocked"}
    for claim, result in broken:
        answer = answered(question(claim, result, design), design, result.failed)
        assert answer.trace is not None, answer.problem
        assert answer.trace.verdict == expected[claim.name]


def test_what_breaks_when_something_fails_is_shown_under_it() -> None:
    claim = Assertion(
        name="ssh stays",
        from_="198.51.100.0/24",
        to="bastion",
        ports="tcp/22",
        expect="allowed",
        when={"fail": "any-az"},
    )
    design = claiming(shop(), claim)
    (result,) = judged(design, silent)[0]
    assert not result.holds
    assert result.failed == ("az:eu-west-1a",)

    async def scene(pilot: APilot, app: Designer) -> None:
        await pilot.press("7", "enter")
        await settled(pilot, app)
        assert app.asking.failed == ("az:eu-west-1a",)
        assert "∅ down" in screen_text(app)

    play(scene, design=design)


def test_a_broken_assertion_opens_its_packet_on_the_map() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.apply(change(app.session.design, "sg-bastion#ingress/0", "source", "0.0.0.0/0"))
        await settled(pilot, app)
        await pilot.press("7", "enter")
        await settled(pilot, app)
        assert app.asking.question == Asked("1.0.0.0", "bastion", "tcp/22")
        assert "✓ allowed: 1.0.0.0 opens tcp/22 to bastion" in screen_text(app)

    play(scene, design=shop())


def test_what_is_pinned_under_a_failure_says_so() -> None:
    async def scene(pilot: APilot, app: Designer) -> None:
        app.select("zone:eu-west-1a")
        await pilot.press("f")
        app.ask(Asked("app-2", "db-1", "postgres"))
        await settled(pilot, app)
        assert app.asking.answer is not None
        app.ask(Asked("app-2", "db-2", "postgres"))
        await settled(pilot, app)
        await pilot.press("p")
        await settled(pilot, app)
        made = app.session.design.assertions[-1]
        assert made.when == {"fail": "az:eu-west-1a"}
        assert made.name == "app-2 to db-2 postgres is allowed with az:eu-west-1a down"

    play(scene)


def test_many_hosts_go_by_one_word_and_ids_by_names() -> None:
    design = shop()
    found = contrast(design, change(design, "acl-db#ingress/0", "ports", "5433").design, (), silent)
    text = "\n".join(line.text for line in told(found, Crowds(design)))
    assert "- tier:app → tier:db  tcp/5432" in text
    assert Crowds(design).named(("app-1", "app-2")) == "app-1, app-2", "a part of a tier is no tier"
    assert Crowds(design).named(("front/public-a", "front/public-b", "front/public-c")) == "lb:front"


def test_an_edit_without_effect_says_why() -> None:
    session = session_of(shop())
    session.apply(change(session.design, "acl-public#ingress/3", "cidr", "10.20.80.0/20"))
    found = contrast(session.history.steps[0].design, session.design, (), silent)
    assert found.differences == ()
    from dataclasses import replace

    from vpcdesign.tui.session.proof import Found

    shadow = Found("acl-public inbound 130 can never decide: 100 decides first", "acl-public#ingress/3")
    said = plain(strip_of(session, replace(found, new_findings=(shadow,)), Crowds(session.design)))
    assert said.endswith("= opens nothing, closes nothing: acl-public inbound 130 can never decide: 100 decides first")


def test_the_command_line_of_a_failure_asks_what_is_left() -> None:
    copied: list[str] = []

    async def scene(pilot: APilot, app: Designer) -> None:
        app.copy = lambda text, _what: copied.append(text)  # type: ignore[method-assign, assignment]
        app.select("zone:eu-west-1a")
        await pilot.press("f", "y")
        app.ask(Asked("app-2", "db-2", "postgres"))
        await settled(pilot, app)
        await pilot.press("y")
        assert "no command line traces what is left" in screen_text(app)

    play(scene)
    assert copied == ["vpcdesign fail shop.json --fail az:eu-west-1a"]
