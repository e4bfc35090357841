"""Which packets are asked about, and why none can be."""

import pytest

from tests.analysis.estates import ESTATE, estate, read
from vpcdesign.algebra.addresses import ALL_V4, ALL_V6, block, blocks
from vpcdesign.algebra.intervals import difference, subset
from vpcdesign.algebra.services import ALL, ICMP, ICMPV6, TCP, ports
from vpcdesign.analysis.questions import Families, Pair, Questions, pairs
from vpcdesign.analysis.services import parse

HTTPS = parse("https")


@pytest.fixture(scope="module")
def questions() -> Questions:
    return Questions(*estate())


def _one(found: list[Pair]) -> Pair:
    (pair,) = found
    return pair


def test_a_name_is_asked_by_private_addresses_from_inside(questions: Questions) -> None:
    (question,) = _one(questions.pairs("web-1", "db-1", HTTPS)).questions
    assert (question.start, question.ends) == ("eni-1", frozenset({"eni-db"}))
    assert question.packets.source == block("10.0.0.10")
    assert question.packets.destination == block("10.0.1.20")
    assert question.packets.services == HTTPS
    assert question.packets.source_ports == ((32768, 60999),)


def test_a_name_is_asked_by_public_addresses_from_the_internet(questions: Questions) -> None:
    pair = _one(questions.pairs("198.51.100.7", "web-1", HTTPS))
    assert [one.packets.destination for one in pair.questions] == [block("203.0.113.10")]
    assert pair.questions[0].packets.source_ports == ((1024, 65535),)


def test_from_the_internet_nobody_without_a_public_address_can_be_asked(questions: Questions) -> None:
    pair = _one(questions.pairs("internet", "db-1", HTTPS))
    assert (pair.questions, pair.reason) == ((), "db-1 has no public address")


def test_a_public_name_is_asked_by_its_public_address_from_inside(questions: Questions) -> None:
    (question,) = _one(questions.pairs("web-1", "public:web-2", HTTPS)).questions
    assert question.packets.destination == block("203.0.113.20")


def test_the_internet_is_asked_by_all_its_addresses(questions: Questions) -> None:
    found = questions.pairs("web-1", "internet", HTTPS, "both")
    four, six = _one(found).questions
    assert (four.ends, six.ends) == (frozenset({"internet"}), frozenset({"internet"}))
    assert subset(four.packets.destination, ALL_V4)
    assert subset(six.packets.destination, ALL_V6)
    assert six.packets.source == block("2600:1f00::10")


@pytest.mark.parametrize(
    ("families", "destination", "asked", "reason"),
    [
        ("first", "internet", 1, ""),
        ("both", "internet", 2, ""),
        ("ipv6", "internet", 1, ""),
        ("ipv6", "db-1", 0, "db-1 has no IPv6 address"),
        ("ipv4", "2600:1f00::99", 0, "2600:1f00::99 has no IPv4 address"),
        ("first", "2600:1f00::99", 1, ""),
        ("both", "db-1", 1, ""),
    ],
)
def test_families(questions: Questions, families: Families, destination: str, asked: int, reason: str) -> None:
    pair = _one(questions.pairs("web-1", destination, HTTPS, families))
    assert (len(pair.questions), pair.reason) == (asked, reason)


def test_no_common_family(questions: Questions) -> None:
    pair = _one(questions.pairs("db-1", "2600:1f00::10", HTTPS))
    assert pair.reason == "db-1 has only IPv4 and 2600:1f00::10 only IPv6: no packet goes between them"


def test_each_family_is_asked_for_what_it_carries(questions: Questions) -> None:
    four, six = _one(questions.pairs("web-1", "internet", ALL, "both")).questions
    assert four.packets.services == difference(ALL, ports(ICMPV6))
    assert six.packets.services == difference(ALL, ports(ICMP))


def test_icmp_where_both_have_only_the_other_family(questions: Questions) -> None:
    assert _one(questions.pairs("web-1", "db-1", parse("icmpv6"))).reason.endswith("IPv4, which does not carry icmpv6")
    assert _one(questions.pairs("web-1", "2600:1f00::9", parse("icmp"))).reason.endswith("which does not carry icmp")
    first = _one(questions.pairs("web-1", "internet", parse("icmpv6"))).questions
    assert [one.packets.services for one in first] == [parse("icmpv6")]
    assert subset(first[0].packets.destination, ALL_V6)


def test_nobody_is_paired_with_itself(questions: Questions) -> None:
    found = questions.pairs("tier:db", "tier:db", HTTPS)
    assert len(found) == 3 * 4 - 3
    assert all(pair.source != pair.destination for pair in found)
    alone = _one(questions.pairs("web-1", "i-1", HTTPS))
    assert alone.questions == ()
    assert alone.reason.startswith("web-1 is never asked about itself")


def test_its_own_address_is_asked_only_when_it_is_the_question(questions: Questions) -> None:
    (question,) = _one(questions.pairs("web-1", "203.0.113.10", HTTPS)).questions
    assert question.ends is None
    found = questions.pairs("vpc:prod, !front", "10.0.0.10", HTTPS)
    assert [pair.source for pair in found] == ["web-1 (eni-1b)", "web-2 (eni-2)", "db-1 (eni-db)", "db-2 (eni-any)"]


def test_a_group_that_stands_for_several_is_paired_with_itself() -> None:
    design, network = estate()
    whole = network.endpoints["eni-db"]
    network.endpoints["eni-db"] = type(whole)("eni-db", "interface", 0, 0, 0, whole.addresses, subnet="db-a", many=True)
    assert len(pairs(design, network, "db-1", "db-1", HTTPS)) == 1


def test_a_client_port_of_ones_own(questions: Questions) -> None:
    (question,) = _one(questions.pairs("web-1", "db-1", HTTPS, source_port=40000)).questions
    assert question.packets.source_ports == ((40000, 40000),)


def test_a_service_is_asked_where_its_name_leads(questions: Questions) -> None:
    inside, outside = (_one(questions.pairs(who, "service:ssm", HTTPS)).questions[0] for who in ("web-1", "dev-1"))
    assert (inside.packets.destination, inside.ends) == (block("10.0.1.80"), frozenset({"vpce-ssm/db-a"}))
    assert (outside.packets.destination, outside.ends) == (block("52.95.0.0/24"), frozenset({"service:ssm"}))
    (gateway,) = _one(questions.pairs("web-1", "service:com.amazonaws.eu-west-1.s3", HTTPS)).questions
    assert gateway.packets.destination == block("52.218.0.0/17")


@pytest.mark.parametrize(
    "change", [{"vpc_endpoints": [{**ESTATE["vpc_endpoints"][0], "private_dns": False}]},
               {"vpcs": [{**ESTATE["vpcs"][0], "dns_hostnames": False}, ESTATE["vpcs"][1]]}],
)  # fmt: skip
def test_without_private_dns_a_service_is_asked_publicly(change: dict[str, object]) -> None:
    questions = Questions(read({**ESTATE, **change}), estate()[1])
    (question,) = _one(questions.pairs("web-1", "service:ssm", HTTPS)).questions
    assert question.packets.destination == blocks(["52.95.0.0/24"])


def test_a_service_whose_addresses_nobody_knows_is_a_reason() -> None:
    design, network = estate()
    network.services.pop("ssm")
    pair = _one(pairs(design, network, "dev-1", "service:ssm", HTTPS))
    assert pair.reason == "the addresses of service:ssm are not known: add its prefix list"


def test_a_source_by_a_public_name_that_it_has_not(questions: Questions) -> None:
    assert (
        _one(questions.pairs("public:db-1", "web-1", HTTPS)).reason
        == "public:db-1 has no public address to be known by"
    )


def test_ports_are_exact(questions: Questions) -> None:
    (question,) = _one(questions.pairs("web-1", "db-1", parse("tcp/8000-8080"))).questions
    assert question.packets.services == ports(TCP, 8000, 8080)
