"""Sizes, tiers and zones as people write them, and what is said to those who write them wrong."""

from fractions import Fraction

import pytest

from vpcdesign.errors import PlanError
from vpcdesign.planning.blocks import block
from vpcdesign.planning.demand import read_region, read_size, read_tier, read_vpc, read_zones, subnet_height, vpc_height


@pytest.mark.parametrize(
    ("text", "length"),
    [("/24", 24), ("/16", 16), ("/28", 28), ("1", 28), ("11", 28), ("12", 27), ("27", 27), ("28", 26), ("251", 24),
     ("252", 23), ("500", 23), ("507", 23), ("508", 22), ("65,531", 16)],
)  # fmt: skip
def test_a_size_is_the_smallest_block_with_that_many_addresses_to_give(text: str, length: int) -> None:
    assert 32 - subnet_height(read_size(text)) == length


def test_headroom_is_counted_with_hosts() -> None:
    assert 32 - subnet_height(read_size("500"), Fraction(1, 2)) == 22
    assert 32 - subnet_height(read_size("200"), Fraction(1, 5)) == 24
    assert 32 - subnet_height(read_size("/24"), Fraction(1)) == 24


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/8", "larger than AWS allows for a subnet (/16 to /28): take /16"),
        ("/29", "smaller than AWS allows for a subnet (/16 to /28): take /28"),
        ("65532", "the largest, a /16, holds 65,531"),
        ("0", "`0` is no size: write /24"),
        ("0%", "more than 0% and at most 100%"),
        ("120%", "more than 0% and at most 100%"),
        ("big", "`big` is no size"),
        ("-5", "`-5` is no size"),
        ("/", "`/` is no size"),
        ("", "`` is no size"),
        ("9" * 60, "is no size"),
    ],
)
def test_an_impossible_size_names_the_nearest(text: str, words: str) -> None:
    with pytest.raises(PlanError) as refused:
        subnet_height(read_size(text))
    assert words in str(refused.value)


def test_a_tier_says_its_way_out() -> None:
    assert read_tier("public:/24").way_out == "public"
    assert read_tier("app:500").way_out == "private"
    assert read_tier("db:25%:isolated:once").once
    assert read_tier("edge:public:/26").way_out == "public"
    assert read_tier("pods:/18:pods").pods


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("app", "has no size: write `app:/24`"),
        ("/24:app", "has the size in front: did you mean `app:/24`?"),
        ("25%:db", "did you mean `db:25%`?"),
        ("500:app", "did you mean `app:500`?"),
        ("app:/24:privat", "`privat` in `app:/24:privat` is no word of a tier: did you mean `private`?"),
        ("app:/24:public:isolated", "is public and isolated: choose one"),
        ("pods:/18:pods:public", "internet gateways refuse 100.64.0.0/10"),
        ("a b:/24", "is no tier: write it as `app:/24`"),
        (":/24", "is no tier"),
    ],
)
def test_a_tier_written_wrong_is_told_how_to_write_it(text: str, words: str) -> None:
    with pytest.raises(PlanError) as refused:
        read_tier(text)
    assert words in str(refused.value)


def test_zones_are_counted_or_named() -> None:
    assert read_zones("2", "eu-west-1") == ("eu-west-1a", "eu-west-1b")
    assert read_zones("a, c", "eu-west-1") == ("eu-west-1a", "eu-west-1c")
    assert read_zones("eu-west-1b", "eu-west-1") == ("eu-west-1b",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0", "`0` zones are too few"),
        ("7", "`7` zones are too many: a region has 1 to 6"),
        ("us-east-1a", "not in eu-west-1"),
        ("a,a", "names a zone twice"),
        ("10.0.0.0/16", "is no zone"),
    ],
)
def test_zones_that_cannot_be(text: str, words: str) -> None:
    with pytest.raises(PlanError) as refused:
        read_zones(text, "eu-west-1")
    assert words in str(refused.value)


def test_vpcs_and_regions() -> None:
    assert read_vpc("prod:/16@us-east-1").region == "us-east-1"
    assert read_vpc("prod").size is None
    with pytest.raises(PlanError, match="is a zone of it, write `eu-west-1`"):
        read_region("eu-west-1a")
    with pytest.raises(PlanError, match="is too much"):
        read_vpc("prod:/16:public")
    with pytest.raises(PlanError, match="larger than AWS allows for a VPC"):
        vpc_height(read_size("/12"), 24)
    assert vpc_height(read_size("25%"), 16) == 14
    assert vpc_height(read_size("1000"), 24) == 10


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10.0.0.0/33", "a prefix is /0 to /32"),
        ("10.0.0.0/", "write 10.0.0.0/16"),
        ("10.0.0", "write it as 10.0.0.0/16"),
        ("three", "write it as 10.0.0.0/16"),
        ("2001:db8::/129", "a prefix is /0 to /128"),
    ],
)
def test_a_block_written_wrong(text: str, words: str) -> None:
    with pytest.raises(PlanError) as refused:
        block(text)
    assert words in str(refused.value)


def test_blocks_are_written_as_read() -> None:
    for text in ("10.20.0.0/16", "0.0.0.0/0", "255.255.255.255/32", "2001:db8::/56", "::/0"):
        assert str(block(text)) == text
    assert str(block("10.20.5.1/16")) == "10.20.0.0/16"
