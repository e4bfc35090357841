"""Routes as AWS shows them, held to the compiler's own tables on every layout."""

import pytest

from vpcdesign.algebra.addresses import address
from vpcdesign.analysis.lines.routes import standings, table_lines, taken_by, winners
from vpcdesign.api.layouts import layout_names, load_layout
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.design.routing import PrefixList, Route, RouteTable
from vpcdesign.design.vpcs import Vpc
from vpcdesign.network.stages import Forward

DESIGN = Design(
    vpcs=(Vpc(id="v", region="eu-west-1", cidrs=("10.0.0.0/16",)),),
    prefix_lists=(PrefixList(id="pl-two", cidrs=("192.168.0.0/24", "172.16.0.0/24")), PrefixList(id="pl-unseen")),
)


def table(*routes: tuple[str, str], propagated: tuple[tuple[str, str], ...] = ()) -> RouteTable:
    found = [Route(destination=to, target=by) for to, by in routes]
    found += [Route(destination=to, target=by, origin="propagated") for to, by in propagated]
    return RouteTable(id="t", vpc="v", routes=tuple(found))


def marks(one: RouteTable) -> dict[str, tuple[str, ...]]:
    lines = table_lines(DESIGN, one)
    return {
        f"{line.destination} {line.target}": tuple(lines[by].target for by in standing.by)
        for line, standing in zip(lines, standings(lines), strict=True)
        if standing.idle
    }


def test_the_local_route_comes_first_and_is_nobodys_line() -> None:
    lines = table_lines(DESIGN, table(("0.0.0.0/0", "igw")))
    assert [(one.destination, one.target, one.origin, one.place) for one in lines] == [
        ("10.0.0.0/16", "local", "vpc", None),
        ("0.0.0.0/0", "igw", "static", 0),
    ]


def test_a_static_route_goes_before_a_propagated_one_of_the_same_block() -> None:
    assert marks(table(("192.168.0.0/16", "tgw"), propagated=(("192.168.0.0/16", "vgw"),))) == {
        "192.168.0.0/16 vgw": ("tgw",)
    }


def test_more_exact_routes_take_all_of_a_wider_one() -> None:
    halves = table(("192.168.0.0/16", "a"), ("192.168.0.0/17", "b"), ("192.168.128.0/17", "c"))
    assert marks(halves) == {"192.168.0.0/16 a": ("b", "c")}
    assert marks(table(("192.168.0.0/16", "a"), ("192.168.0.0/17", "b"))) == {}


def test_local_stands_before_what_is_propagated_inside_the_vpc() -> None:
    assert marks(table(propagated=(("10.0.1.0/24", "vgw"),))) == {"10.0.1.0/24 vgw": ("local",)}


def test_a_prefix_list_ranks_after_static_routes_and_is_unused_only_where_all_of_it_is() -> None:
    assert marks(table(("pl-two", "a"), ("192.168.0.0/24", "b"))) == {}
    assert marks(table(("pl-two", "a"), ("192.168.0.0/24", "b"), ("172.16.0.0/24", "c"))) == {"pl-two a": ("b", "c")}


def test_a_list_that_nobody_knows_takes_nothing() -> None:
    lines = table_lines(DESIGN, table(("pl-unseen", "a")))
    assert not lines[1].known
    assert standings(lines)[1].kind == "empty"


def test_a_packet_takes_the_most_exact_route() -> None:
    lines = table_lines(DESIGN, table(("0.0.0.0/0", "igw"), ("192.168.0.0/16", "tgw")))
    taken = {text: taken_by(winners(lines), address(text)) for text in ("10.0.9.9", "192.168.7.7", "8.8.8.8")}
    assert {text: lines[place].target for text, place in taken.items() if place is not None} == {
        "10.0.9.9": "local",
        "192.168.7.7": "tgw",
        "8.8.8.8": "igw",
    }
    assert taken_by(winners(lines), address("fd00::1")) is None


@pytest.mark.parametrize("name", layout_names())
def test_the_compiler_sends_every_destination_by_the_same_route(name: str) -> None:
    design = load_layout(name)
    tables = {one.id: one for one in design.route_tables}
    asked = 0
    for stage in compile_design(design).stages:
        if isinstance(stage, Forward) and stage.origin.component in tables:
            found = tables[stage.origin.component]
            lines = table_lines(design, found)
            for low, route in zip(stage.lows, stage.routes, strict=True):
                if route.origin.by:
                    asked += 1
                    place = taken_by(winners(lines), low)
                    assert place is not None
                    assert lines[place].destination == route.origin.by
                    if route.origin.line:
                        assert f"routes/{lines[place].place}" == route.origin.line
    assert asked or not design.route_tables
