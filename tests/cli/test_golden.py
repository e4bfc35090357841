"""The bytes of whole answers about the shop, as a user gets them. `UPDATE_GOLDEN=1` accepts what is written now."""

import pytest

from tests.cli.running import vpcdesign
from tests.render.golden import hold

SHOP = "layouts/three-tier.json"
ANSWERS = {
    "out-through-nat.txt": ["trace", SHOP, "app-2", "198.51.100.10", "https"],
    "two-blockers.txt": ["trace", SHOP, "app-1", "db-1", "https"],
    "which-services.txt": ["trace", SHOP, "app-1", "tier:db"],
    "load-balancer.txt": ["trace", SHOP, "internet", "lb:front", "https"],
    "transit-gateway.txt": ["trace", SHOP, "dublin", "tier:app", "ssh"],
    "reply-blocked.txt": ["trace", SHOP, "app-2", "db-1", "postgres", "--source-port", "1024"],
    "two-blockers.json": ["trace", SHOP, "app-1", "db-1", "https", "--json"],
    "check.txt": ["check", SHOP],
    "layout.txt": ["layouts", "peered-vpcs"],
    "explain.txt": ["explain", "SUBNET_ACL_RESTRICTION"],
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_the_one_that_was_agreed(name: str) -> None:
    done = vpcdesign(ANSWERS[name])
    assert done.err == ""
    assert done.status in {0, 1}
    hold(f"../cli/{name}", done.out)
