"""A scene that is read after another one equals one that is read alone; what did not change is the same object."""

from pathlib import Path
from random import Random

import pytest

from tests.laws.edits import edit
from tests.tui.harness import LAYOUTS
from tests.tui.session.edits import stepped
from vpcdesign.api.storage import load
from vpcdesign.design.document import Design
from vpcdesign.design.edit.change import change
from vpcdesign.topology.scene.read import Reading, read


def moved(design: Design, random: Random) -> Design:
    """Let an edit be one of those that a map shows: a subnet's table, tier or zone, who stands in it, a name."""
    subnets = list(design.subnets)
    if not subnets:
        return design
    place, other = random.randrange(len(subnets)), random.choice(subnets)
    field = random.choice(("route_table", "tier", "az", "network_acl", "name"))
    value = getattr(other, field) if field != "name" else random.choice((None, "another"))
    subnets[place] = subnets[place].model_copy(update={field: value})
    hosts = list(design.network_interfaces)
    if hosts and random.random() < 0.5:
        at = random.randrange(len(hosts))
        hosts[at] = hosts[at].model_copy(update={"subnet": other.id, "name": random.choice((None, "host"))})
    return design.model_copy(update={"subnets": tuple(subnets), "network_interfaces": tuple(hosts)})


@pytest.mark.parametrize("file", sorted(LAYOUTS.glob("*.json")), ids=lambda file: file.stem)
def test_a_scene_after_another_equals_one_alone(file: Path) -> None:
    random = Random(file.name)
    design = load(file)
    known = Reading(design)
    for _ in range(60):
        design = random.choice((moved, moved, edit, stepped))(design, random)
        known = Reading(design, known)
        assert known.scene == read(design)


def test_an_edit_of_a_subnet_leaves_other_vpcs_the_same_objects() -> None:
    design = load(LAYOUTS / "transit-gateway-hub-and-spoke.json")
    known = Reading(design)
    subnet = design.subnets[0]
    after = Reading(change(design, subnet.id, "note", "a word").design, known)
    same = {vpc.id for vpc, old in zip(after.scene.vpcs, known.scene.vpcs, strict=True) if vpc is old}
    assert same == {vpc.id for vpc in design.vpcs} - {subnet.vpc}
