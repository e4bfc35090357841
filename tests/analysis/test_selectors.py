"""Whom a selector means, and by which addresses."""

import pytest

from tests.analysis.estates import ESTATE, estate, read
from vpcdesign.algebra.addresses import ALL_V4, address, blocks, write_set
from vpcdesign.algebra.intervals import contains, difference, intersection, size
from vpcdesign.analysis.roster import Roster
from vpcdesign.analysis.selectors import Member, Role, Selectors
from vpcdesign.errors import QuestionError


@pytest.fixture(scope="module")
def selectors() -> Selectors:
    return Selectors(Roster(*estate()))


def _who(selectors: Selectors, text: str, role: Role = "destination") -> list[str]:
    return [one.endpoint for one in selectors.side(text, role).members]


def _only(selectors: Selectors, text: str, role: Role = "destination") -> Member:
    (member,) = selectors.side(text, role).members
    return member


@pytest.mark.parametrize(
    ("text", "endpoints"),
    [
        ("eni-db", ["eni-db"]),
        ("db-1", ["eni-db"]),
        ("i-1", ["eni-1"]),
        ("web-1", ["eni-1"]),
        ("web-?", ["eni-1", "eni-2"]),
        ("db-*", ["eni-db", "eni-any"]),
        ("eni-front", ["front/web-a"]),
        ("front", ["front/web-a"]),
        ("lb:front", ["front/web-a"]),
        ("front/web-a", ["front/web-a"]),
        ("sg:web", ["front/web-a", "eni-1", "eni-2"]),
        ("sg:sg-db", ["eni-1b", "eni-db", "eni-any"]),
        ("vpc:dev", ["eni-dev"]),
        ("subnet:db-*", ["vpce-ssm/db-a", "eni-1b", "eni-db", "eni-any"]),
        ("tier:db", ["vpce-ssm/db-a", "eni-1b", "eni-db", "eni-any"]),
        ("az:eu-west-1b", ["eni-any"]),
        ("az:euw1-az2", ["front/web-a", "eni-1", "eni-2"]),
        ("tag:role=db", ["eni-db"]),
        ("tag:role", ["eni-2", "eni-db"]),
        ("tag:Name=web-1", ["eni-1", "eni-1b"]),
        ("web-1, tier:db, !sg:db", ["eni-1", "vpce-ssm/db-a"]),
        ("!db-1, tier:db", ["vpce-ssm/db-a", "eni-1b", "eni-any"]),
        ("on-premises", ["dublin", "vpn-2"]),
        ("dublin", ["dublin"]),
        ("vpn-1", ["dublin"]),
        ("cork", ["vpn-2"]),
        ("nat-a", ["nat-a"]),
        ("internet", ["internet"]),
        ("10.0.0.0/28", ["eni-1", "eni-dev"]),
        ("10.0.2.4/32", ["eni-any"]),
        ("203.0.113.0/27", ["eni-1", "eni-2", "internet"]),
        ("192.168.7.0/24", ["dublin"]),
        ("0.0.0.0/0, !internet, !on-premises, !vpc:prod", ["eni-dev"]),
        ("db-1, db-1, eni-db", ["eni-db"]),
    ],
)
def test_means(selectors: Selectors, text: str, endpoints: list[str]) -> None:
    assert _who(selectors, text) == endpoints


def test_an_endpoint_that_only_answers_is_no_source_of_a_group(selectors: Selectors) -> None:
    assert _who(selectors, "tier:db", "source") == ["eni-1b", "eni-db", "eni-any"]
    assert _who(selectors, "vpce-ssm", "source") == ["vpce-ssm/db-a"]


@pytest.mark.parametrize(
    ("text", "inside", "public"),
    [
        ("web-1", ["10.0.0.10", "2600:1f00::10"], ["203.0.113.10", "2600:1f00::10"]),
        ("sg:web, !front, !web-2", ["10.0.0.10/31", "10.0.0.12", "2600:1f00::10"],
         ["203.0.113.10/31", "2600:1f00::10"]),
        ("web-2", ["10.0.0.20"], ["203.0.113.20"]),
        ("public:web-2", ["203.0.113.20"], ["203.0.113.20"]),
        ("public:10.0.0.20", ["203.0.113.20"], ["203.0.113.20"]),
        ("db-1", ["10.0.1.20"], []),
        ("10.0.0.8/30", ["10.0.0.10/31"], ["203.0.113.10/31"]),
        ("203.0.113.20/32", ["203.0.113.20"], ["203.0.113.20"]),
        ("lb:front", ["10.0.0.50"], ["203.0.113.50"]),
        ("10.9.9.9", ["10.9.9.9"], ["10.9.9.9"]),
        ("203.0.113.20", ["203.0.113.20"], ["203.0.113.20"]),
        ("sg:web, !10.0.0.10, !10.0.0.12, !203.0.113.20, !203.0.113.50", ["10.0.0.11", "2600:1f00::10"],
         ["203.0.113.11", "2600:1f00::10"]),
    ],
)  # fmt: skip
def test_a_destination_is_asked_by(selectors: Selectors, text: str, inside: list[str], public: list[str]) -> None:
    members = [one for one in selectors.side(text, "destination").members if one.endpoint != "eni-dev"] or list(
        selectors.side(text, "destination").members
    )
    assert write_set(members[0].addresses, 9) == write_set(blocks(inside), 9)
    assert write_set(members[0].public, 9) == write_set(blocks(public), 9)


@pytest.mark.parametrize(
    ("text", "endpoint", "sends"),
    [
        ("web-1", "eni-1", ["10.0.0.10", "2600:1f00::10"]),
        ("203.0.113.11", "eni-1", ["10.0.0.11"]),
        ("203.0.113.20", "eni-2", ["10.0.0.20"]),
        ("public:web-2", "eni-2", ["10.0.0.20"]),
        ("public:db-1", "eni-db", []),
        ("10.0.2.6", "eni-any", ["10.0.2.6"]),
        ("192.168.3.4", "dublin", ["192.168.3.4"]),
        ("192.168.3.0/24", "dublin", ["192.168.3.0/24"]),
        ("8.8.8.8", "internet", ["8.8.8.8"]),
        ("198.51.100.0/24", "internet", ["198.51.100.0/24"]),
        ("10.99.0.1", "internet", ["10.99.0.1"]),
        ("2600:1f00::10", "eni-1", ["2600:1f00::10"]),
        ("10.0.0.70", "nat-a", ["10.0.0.70"]),
    ],
)
def test_a_source_sends_from(selectors: Selectors, text: str, endpoint: str, sends: list[str]) -> None:
    member = _only(selectors, text, "source")
    assert (member.endpoint, member.addresses) == (endpoint, blocks(sends))


def test_a_destination_address_is_only_a_number(selectors: Selectors) -> None:
    assert _only(selectors, "10.0.0.10").arrivals is None
    assert _only(selectors, "web-1").arrivals == frozenset({"eni-1"})


def test_a_name_may_hold_what_selectors_are_made_of() -> None:
    names = ["a, b", " spaced\n", "plain"]
    interfaces = [{**one, "name": name} for one, name in zip(ESTATE["network_interfaces"], names, strict=False)]
    selectors = Selectors(Roster(read({**ESTATE, "network_interfaces": interfaces}), estate()[1]))
    assert [_who(selectors, name) for name in names] == [["eni-1"], ["eni-1b"], ["eni-2"]]
    assert _who(selectors, "plain, spaced\n") == ["eni-2", "eni-1b"]


def test_a_name_of_several_means_all_of_them(selectors: Selectors) -> None:
    assert [one.label for one in selectors.side("sg:db", "source").members] == [
        "web-1 (eni-1b)", "db-1 (eni-db)", "db-2 (eni-any)",
    ]  # fmt: skip


def test_the_internet_less_a_block(selectors: Selectors) -> None:
    whole, less = _only(selectors, "internet"), _only(selectors, "internet, !198.51.100.0/24")
    assert difference(whole.addresses, less.addresses) == blocks(["198.51.100.0/24"])
    assert not contains(whole.addresses, address("203.0.113.10"))


def test_a_block_holds_only_outside_hosts_that_the_internet_has(selectors: Selectors) -> None:
    (member,) = [one for one in selectors.side("0.0.0.0/0", "source").members if one.endpoint == "internet"]
    assert member.addresses == intersection(selectors.roster.network.internet, ALL_V4)


def test_an_address_that_several_may_get_means_each(selectors: Selectors) -> None:
    assert size(_only(selectors, "db-2", "source").addresses) == 12


@pytest.mark.parametrize(
    ("text", "role", "says"),
    [
        ("wbe-1", "source", "nothing in the design is called `wbe-1`: did you mean `web-1`"),
        ("WEB-1", "source", "did you mean `web-1`"),
        ("spar", "source", "did you mean `subnet:spare`?"),
        ("spare", "source", "`spare` is a group: write `subnet:spare`"),
        ("eip-2", "source", "neither sends nor receives"),
        ("gate", "destination", "ask for the service behind it, `service:com.amazonaws.eu-west-1.s3`"),
        ("s33", "destination", "did you mean `service:s3`?"),
        ("teir:db", "source", "`teir:` in `teir:db` is no kind of group: did you mean `tier:db`?"),
        ("tier:dbb", "source", "no tier is called `dbb`: did you mean `tier:db`?"),
        ("tier:zzz", "source", "there is `web`, `db`, `spare`"),
        ("sg:", "source", "`sg:` needs a name behind it"),
        ("tag:colour=red", "source", "no tag is called `colour=red`"),
        ("service:s4", "destination", "did you mean `service:s3`?"),
        ("service:kinesis", "destination", "needs a VPC endpoint or a prefix list"),
        ("service:s3", "source", "can only be a destination"),
        ("10.0.0.10", "source", "several networks hold `10.0.0.10`: web-1 (eni-1) in prod, dev-1 (eni-dev) in dev"),
        ("10.0.1.99", "source", "lies in subnet `db-a`"),
        ("10.0.99.1", "source", "in a VPC's block but in no subnet"),
        ("10.0.99.0/24", "source", "no interface has an address in `10.0.99.0/24`"),
        ("10.0.0.300", "source", "`10.0.0.300` is no address"),
        ("10.0.0.0/33", "source", "is no CIDR block"),
        ("web-1,", "source", "a selector is empty"),
        ("", "source", "a selector is empty"),
        ("!web-1", "source", "says only who is left out"),
        ("zzz*", "source", "selects nothing"),
        ("tier:spare", "source", "selects nothing"),
        ("sg:sg-idle", "source", "selects nothing"),
        ("web-1, !web-*", "source", "selects nothing"),
        ("eni-x, tier:dbb", "source", "no tier is called"),
    ],
)
def test_refuses(selectors: Selectors, text: str, role: Role, says: str) -> None:
    with pytest.raises(QuestionError) as refused:
        selectors.side(text, role)
    assert says in str(refused.value)


def test_a_pattern_may_be_empty_inside_a_union(selectors: Selectors) -> None:
    assert _who(selectors, "zzz*, tier:spare, web-1") == ["eni-1"]


def test_all_problems_at_once(selectors: Selectors) -> None:
    with pytest.raises(QuestionError) as refused:
        selectors.side("eni-x, tier:dbb, web-1", "source")
    assert len(refused.value.problems) == 2
