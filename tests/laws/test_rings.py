"""Routes that lead round and round between transit gateways: packets never arrive, and nothing that asks ends early.

Marks of the way grow at every gateway, so no packet comes back to where it was as it was: only the length of the way
tells that it leads nowhere.
"""

from typing import Any

import pytest

from vpcdesign.analysis.everybody import everybody
from vpcdesign.analysis.survey import parties
from vpcdesign.analysis.worlds import Worlds
from vpcdesign.compiler.compile import compile as compile_design
from vpcdesign.design.document import Design
from vpcdesign.reach import walk

Noun = dict[str, Any]


def ring(size: int) -> Design:
    """Give VPCs on transit gateways in a ring; each sends what is not its own, and what is nobody's, to the next."""
    vpcs = [{"id": f"v{n}", "region": "eu-west-1", "cidrs": [f"10.{n}.0.0/16"]} for n in range(size)]
    ends = [(n, (n + 1) % size) for n in range(size if size > 2 else 1)]
    links = [{"id": f"at-{a}-{b}", "transit_gateway": f"hub{a}", "kind": "peering", "peer": f"hub{b}"} for a, b in ends]
    homes = [{"id": f"at-{n}", "transit_gateway": f"hub{n}", "vpc": f"v{n}", "subnets": [f"s{n}"]} for n in range(size)]
    tables: list[Noun] = []
    for n in range(size):
        onward = f"at-{n}-{(n + 1) % size}" if size > 2 else "at-0-1"
        met = [str(one["id"]) for one in links if f"hub{n}" in (one["transit_gateway"], one["peer"])]
        routes = [{"destination": "0.0.0.0/0", "attachments": [onward]}]
        own = {"associations": [f"at-{n}", *met], "propagations": [f"at-{n}"], "routes": routes}
        tables.append({"id": f"rtb-{n}", "transit_gateway": f"hub{n}", **own})
    rules = [{"source": "0.0.0.0/0"}]
    document = {
        "vpcdesign": 1,
        "name": "ring",
        "vpcs": vpcs,
        "subnets": [{"id": f"s{n}", "vpc": f"v{n}", "az": "eu-west-1a", "cidr": f"10.{n}.0.0/24"} for n in range(size)],
        "route_tables": [
            {
                "id": f"rt{n}",
                "vpc": f"v{n}",
                "main": True,
                "routes": [{"destination": "0.0.0.0/0", "target": f"hub{n}"}],
            }
            for n in range(size)
        ],
        "transit_gateways": [
            {"id": f"hub{n}", "region": "eu-west-1", "security_group_referencing": True} for n in range(size)
        ],
        "transit_gateway_attachments": [*homes, *links],
        "transit_gateway_route_tables": tables,
        "security_groups": [{"id": f"sg{n}", "vpc": f"v{n}", "ingress": rules} for n in range(size)],
        "network_interfaces": [
            {"id": f"h{n}", "subnet": f"s{n}", "private_ip": f"10.{n}.0.10", "security_groups": [f"sg{n}"]}
            for n in range(size)
        ],
    }
    return Design.model_validate(document, strict=False)


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_who_is_on_the_ring_is_reached_and_nobody_else_and_all_readings_end(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    design = ring(size)
    found = []
    for patience in (-1, 1_000_000):
        monkeypatch.setattr(walk, "PATIENCE", patience)
        world = Worlds(design, compile_design(design)).whole
        kinds = parties(world)
        reached = everybody(world, kinds)
        found.append({(a.members[0].label, b.members[0].label): reach for (a, b), reach in reached.items()})
    assert found[0] == found[1]
    assert found[0]["h0", "h1"].allowed
    assert not found[0]["h0", "internet"]
