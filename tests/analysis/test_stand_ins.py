"""Empty subnets are asked through stand-ins."""

import pytest

from tests.analysis.estates import ESTATE, read
from vpcdesign.analysis.stand_ins import with_stand_ins
from vpcdesign.errors import QuestionError

DESIGN = read(ESTATE)
EMPTY = read({**ESTATE, "network_interfaces": [], "instances": [], "load_balancers": [], "elastic_ips": []})


@pytest.mark.parametrize(
    ("text", "subnets"),
    [
        ("subnet:spare", ["spare"]),
        ("tier:spare", ["spare"]),
        ("internet, tier:sp*", ["spare"]),
        ("10.0.3.0/24", ["spare"]),
        ("public:subnet:spare", ["spare"]),
        ("vpc:prod, !subnet:spare", []),
        ("tier:db", []),
        ("az:eu-west-1b", []),
        ("10.0.0.0/16", []),
        ("web-1", []),
        ("10.0.0.0/99", []),
    ],
)
def test_only_where_a_term_selects_nobody(text: str, subnets: list[str]) -> None:
    design, bare, _ = with_stand_ins(DESIGN, [text])
    added = design.network_interfaces[len(DESIGN.network_interfaces) :]
    assert [one.subnet for one in added] == subnets
    assert bare == {one.id for one in added}


def test_every_subnet_of_a_group_that_is_empty() -> None:
    design, _, notes = with_stand_ins(EMPTY, ["tier:db", "vpc:dev"])
    assert [one.subnet for one in design.network_interfaces] == ["db-a", "db-b", "dev-a"]
    assert notes[0] == "subnet db-a has no interface: a stand-in is asked, no security group judges it"


def test_it_is_what_would_be_launched_there() -> None:
    (spare,) = with_stand_ins(DESIGN, ["subnet:spare"])[0].network_interfaces[len(DESIGN.network_interfaces) :]
    assert (spare.public_ip, spare.private_ip, spare.ipv6) == ("auto", None, False)
    (web,) = with_stand_ins(EMPTY, ["subnet:web-a"])[0].network_interfaces
    assert (web.public_ip, web.ipv6) == (None, True)


def test_with_groups() -> None:
    design, bare, notes = with_stand_ins(EMPTY, ["subnet:db-a", "subnet:dev-a"], ["sg:db"])
    assert [one.security_groups for one in design.network_interfaces] == [("sg-db",), ()]
    assert bare == {"stand-in:dev-a"}
    assert notes[0] == "subnet db-a has no interface: a stand-in is asked, with sg-db"


def test_groups_that_nobody_carries_are_told() -> None:
    assert with_stand_ins(DESIGN, ["web-1"], ["sg:db"])[2] == (
        "nobody is asked through a stand-in, so the groups sg:db change nothing",
    )


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(QuestionError, match="no security group is called `dbb`: did you mean `sg:db`"):
        with_stand_ins(EMPTY, ["subnet:db-a"], ["sg:dbb"])


def test_the_name_of_a_stand_in_is_nobody_elses() -> None:
    taken = read({**ESTATE, "on_premises": [{"id": "stand-in:spare", "cidrs": ["192.168.0.0/16"]}]})
    assert with_stand_ins(taken, ["subnet:spare"])[1] == {"stand-in:spare'"}
