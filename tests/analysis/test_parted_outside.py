"""After an edit of a list that parts the internet, whoever compares asks rows about all of it: nobody is walked.

Blocks that a list refuses one after the other are one part of the internet; an edit of one of them is where they part.
"""

from tests.benchmarks.shapes import roles
from vpcdesign.analysis.ground import Ground, edited
from vpcdesign.analysis.steps import Steps
from vpcdesign.design.document import Design
from vpcdesign.formats.native.read import read


def parting(design: Design) -> Design:
    """Let one of the refused blocks be refused a single service."""
    (first, *others), *lists = design.network_acls[0].ingress, *design.network_acls[1:]
    one = first.model_copy(update={"protocol": "tcp", "ports": "443"})
    acl = design.network_acls[0].model_copy(update={"ingress": (one, *others)})
    return design.model_copy(update={"network_acls": (acl, *lists)})


def is_walked(ground: Ground) -> bool:
    """Tell whether rows do not know of some of the internet."""
    return any(one.odd and one.end.endpoint.id == "internet" for one in ground.rows.places.kinds)


def test_whoever_compares_is_told_of_all_of_the_internet() -> None:
    design = read(roles(60))
    steps = Steps()
    before = steps.ground(design)
    after = steps.ground(parting(design))
    assert after.since is before.itself
    assert not is_walked(before)
    assert not is_walked(after)


def test_whoever_asks_about_few_may_have_it_walked() -> None:
    design = read(roles(60))
    after = edited(parting(design), Steps().ground(design))
    assert after is not None
    assert is_walked(after)
