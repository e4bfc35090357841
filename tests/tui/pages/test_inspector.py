"""The inspector: a page for everything that can be selected, that fits its pane and leads only to what is there."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from tests.formats.native.drawn import designs
from vpcdesign.api.layouts import load_layouts
from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.noun import Model
from vpcdesign.render.ink import plain, width
from vpcdesign.render.visible import visible
from vpcdesign.tui.pages.inspector.answers import Answers, Found, Peer
from vpcdesign.tui.pages.inspector.inspect import NOUNS, inspect
from vpcdesign.tui.pages.inspector.one_line import one_line, trail
from vpcdesign.tui.pages.inspector.selected import PLACES, read
from vpcdesign.tui.pages.inspector.surroundings import Surroundings
from vpcdesign.tui.pages.page import NARROW, WIDE, Page

LAYOUTS = load_layouts()
SHOP = Surroundings(LAYOUTS["three-tier"])


def selections(design: Design) -> Iterator[str]:
    """Give everything that can be selected: nouns, their lines, parts with ids, and places."""
    for _, _, noun in design.nouns():
        yield noun.id
        for part in type(noun).model_fields:
            value = getattr(noun, part)
            if isinstance(value, tuple) and value and isinstance(value[0], Model):
                yield from (f"{noun.id}#{part}/{place}" for place in range(len(value)))
                yield from (each.id for each in value if hasattr(each, "id"))
    for acl in design.network_acls:
        yield from (f"{acl.id}#ingress/*", f"{acl.id}#egress/*")
    yield from ("internet", "block:10.20.8.0/24", "tier:app", "nobody", "", "zone:")
    yield from (f"zone:{subnet.az}" for subnet in design.subnets)
    yield from (f"region:{vpc.region}" for vpc in design.vpcs)


def leads_somewhere(here: Surroundings, target: str) -> bool:
    found = read(target, here.index)
    if found.part and found.at.isdecimal():
        return int(found.at) < len(getattr(here.index.by_id[found.name], found.part))
    return found.kind in {*NOUNS, *PLACES, "internet", "firewall_endpoints", "target_groups"}


def check(here: Surroundings, page: Page, cells: int) -> None:
    assert width(page.title) == cells - 1
    for line in page.lines:
        assert width(line.row) <= cells - 1, line
        assert visible(line.text) == line.text
        assert not line.target or leads_somewhere(here, line.target), line


def test_every_kind_of_noun_has_a_page() -> None:
    assert set(NOUNS) == set(NOUN_LISTS)


@pytest.mark.parametrize("cells", [NARROW, WIDE, 60])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_selection_of_a_layout_has_a_page_that_fits(layout: str, cells: int) -> None:
    here = Surroundings(LAYOUTS[layout])
    for selection in selections(here.design):
        check(here, inspect(here, selection, cells=cells), cells)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(designs())
def test_whatever_a_design_holds_is_shown_as_text(design: Design) -> None:
    here = Surroundings(design)
    for selection in selections(design):
        check(here, inspect(here, selection), NARROW)
        assert visible(plain(one_line(here, selection))) == plain(one_line(here, selection))
        assert visible(plain(trail(here, selection))) == plain(trail(here, selection))


def test_a_subnet_reads_as_it_was_drawn() -> None:
    reaches = (Peer("internet", "tcp/443", "internet"), Peer("db", "tcp/5432", "tier:db"))
    asked = Answers(reaches, (Peer("front", "tcp/8080", "front"),), ())
    assert (
        inspect(SHOP, "app-a", asked).text
        == """\
PRV app-a                  subnet
Block        10.20.64.0/20
Zone         eu-west-1a
Tier         app
Addresses    2 of 4,091 in use

Route table  app-a
  10.20.0.0/16      local
  192.168.0.0/16  ◎ hub
  0.0.0.0/0       ● nat-a
  pl-s3           ► s3

Network ACL  acl-app  in 5  out 5

Holds
  ■ app-1           10.20.64.10
  ◎ hub attachment

Reaches
  → internet        tcp/443
  → db              tcp/5432

Reached by
  ← front           tcp/8080

Findings     none"""
    )


def test_what_was_not_asked_is_not_said() -> None:
    text = inspect(SHOP, "app-a").text
    assert "Reaches" not in text
    assert "Findings" not in text
    assert "nobody, proved" in inspect(SHOP, "app-a", Answers((), ())).text


def test_old_answers_say_of_which_step_they_are() -> None:
    page = inspect(SHOP, "app-a", Answers((Peer("internet", "tcp/443"),), as_of="step 23"))
    assert "Reaches  as of step 23" in page.text
    assert {span.role for line in page.lines if "tcp/443" in line.text for span in line.row} <= {"muted", "text"}


def test_findings_lead_to_what_they_are_about() -> None:
    page = inspect(
        SHOP, "acl-public", Answers(findings=(Found("a rule that can never decide", "acl-public#ingress/3"),))
    )
    assert page.lines[-1].target == "acl-public#ingress/3"


def test_kinds_of_subnets_are_read_from_routes() -> None:
    kinds = {subnet.id: SHOP.badge(subnet).text for subnet in SHOP.design.subnets}
    assert kinds == {
        f"{tier}-{zone}": word for tier, word in (("public", "PUB"), ("app", "PRV"), ("db", "ISO")) for zone in "abc"
    }


def test_the_rule_that_nobody_wrote_has_a_page() -> None:
    page = inspect(SHOP, "acl-db#egress/*")
    assert plain(page.title).split() == ["Outbound", "*", "network", "ACL", "rule"]
    assert "deny" in page.text


def test_what_is_gone_is_said_and_the_nearest_named() -> None:
    page = inspect(SHOP, "nat-d")
    assert "removed, or undone" in page.text.replace("\n", " ")
    assert page.lines[-1].target in {"nat-a", "nat-b", "nat-c"}
    assert "removed, or undone" in inspect(SHOP, "sg-app#ingress/9").text.replace("\n", " ")


def test_one_line_for_a_narrow_terminal() -> None:
    assert plain(one_line(SHOP, "app-a")) == "PRV app-a  10.20.64.0/20  rt app-a  acl-app  2 of 4,091 in use"
    assert plain(trail(SHOP, "app-a")) == "prod › eu-west-1a › app-a"
    assert plain(trail(SHOP, "rt-app-a#routes/1")) == "prod › app-a › 0.0.0.0/0 → nat-a"
    assert plain(trail(SHOP, "sg-app#ingress/1")) == "prod › sg-app › inbound 2"


def test_a_name_wins_over_the_word_for_its_kind() -> None:
    assert plain(inspect(SHOP, "hub-routes").title).startswith("hub-routes ")
