"""Any mix of documents: recognised by their keys, brought together by their ids, refused with every place."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.aws.papers import (
    ACCOUNT,
    PRIVATE,
    PUBLIC,
    REGION,
    VPC,
    design,
    home,
    imported,
    subnet,
    told,
    vpc,
)
from tests.formats.aws.test_golden import ESTATES
from vpcdesign.errors import DocumentError
from vpcdesign.formats.aws_describe.import_aws import import_aws


def refused(*texts: tuple[str, str | bytes]) -> list[str]:
    with pytest.raises(DocumentError) as error:
        import_aws(texts)
    return [str(problem) for problem in error.value.problems]


def test_one_file_with_many_keys_reads_as_many_files_do() -> None:
    whole = home()
    apart = [{key: value} for key, value in whole.items()]
    assert design(whole) == design(*apart) == design(*reversed(apart))


def test_answers_may_follow_one_another_or_stand_in_a_list() -> None:
    apart = [{key: value} for key, value in home().items()]
    after = import_aws([("all", "\n".join(map(json.dumps, apart)))]).design
    listed = import_aws([("all", json.dumps(apart))]).design
    assert after == listed == design(home())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-le"])
def test_any_encoding_of_json_is_read(encoding: str) -> None:
    assert import_aws([("all", json.dumps(home()).encode(encoding))]).design == design(home())


@pytest.mark.parametrize("name", sorted(ESTATES))
def test_the_order_in_which_aws_answers_says_nothing(name: str) -> None:
    answers = ESTATES[name]()
    mixed = [
        {key: value[::-1] if isinstance(value, list) else value for key, value in answer.items()} for answer in answers
    ]
    assert imported(*reversed(mixed)).design == imported(*answers).design


def test_of_two_copies_the_richer_has_the_word_and_the_poorer_fills_gaps() -> None:
    mine = subnet(PUBLIC, "10.20.0.0/24", Tags=[{"Key": "Name", "Value": "public"}], MapPublicIpOnLaunch=True)
    shared = subnet(PUBLIC, "10.20.0.0/24", EnableDns64=True)
    del shared["CidrBlock"]
    whole = home()
    found = design(whole | {"Subnets": [whole["Subnets"][1]]}, {"Subnets": [shared]}, {"Subnets": [mine]})
    assert len(found.subnets) == 2
    assert (found.subnets[0].name, found.subnets[0].dns64, found.subnets[0].cidr) == ("public", True, "10.20.0.0/24")


def test_region_and_account_are_what_the_objects_say_and_only_then_the_path() -> None:
    texts = [(f"accounts/999900001111/us-east-1/{key}.json", json.dumps({key: value})) for key, value in home().items()]
    (found,) = import_aws(texts).design.vpcs
    assert (found.region, found.account) == (REGION, ACCOUNT)
    bare = {"VpcId": VPC, "CidrBlock": "10.0.0.0/16"}
    (found,) = import_aws([("999900001111/us-gov-west-1/x.json", json.dumps({"Vpcs": [bare]}))]).design.vpcs
    assert (found.region, found.account) == ("us-gov-west-1", "999900001111")


def test_a_local_zone_lies_in_its_region() -> None:
    whole = home(Subnets=[subnet(PUBLIC, "10.20.0.0/24", AvailabilityZone="us-west-2-lax-1a")])
    assert imported(whole).design.vpcs[0].region == "us-west-2"


def test_a_region_that_nothing_tells_is_noted() -> None:
    assert "region" in told({"Vpcs": [vpc()]})[VPC][0]


def test_unknown_keys_are_noted_and_answers_without_effect_are_not() -> None:
    found = told(home(), {"Elephants": [], "Regions": [], "NextToken": "x"})
    assert found == {"1.json": ["`Elephants` is nothing that an import knows: passed over"]}


@pytest.mark.parametrize("answer", [{"Routes": []}, {"RuleGroup": {}}, {"VpcBlockPublicAccessOptions": {}}])
def test_an_answer_that_does_not_name_its_owner_is_noted(answer: dict[str, Any]) -> None:
    assert "does not say whose it is" in told(home(), answer)["1.json"][0]


def test_every_problem_of_every_file_is_told_with_its_place() -> None:
    found = refused(
        ("cut.json", '{"Vpcs": [{"VpcId": "vpc-1",'),
        ("wrong.json", json.dumps({"Vpcs": [vpc(), vpc("vpc-2") | {"CidrBlock": 7}]}, indent=1)),
        ("list.json", '{\n  "Subnets": 5\n}'),
        ("empty.json", " \n"),
        ("number.json", "17"),
        ("nan.json", '{"Vpcs": NaN}'),
        ("bytes.json", b'{"Vpcs": "\xff"}'),
    )
    assert len(found) == 7
    assert any(line.startswith("cut.json:1:") for line in found)
    assert any(line.startswith("wrong.json:18:17: ") and "`CidrBlock` is a number" in line for line in found)
    assert any(line.startswith("list.json:2:14: `Subnets` is a number") for line in found)
    assert any(line.startswith("empty.json: an empty file") for line in found)


def test_a_block_that_is_none_is_told_at_its_place() -> None:
    text = json.dumps(home(Vpcs=[vpc(cidr="10.20.0.0/77")]), indent=1)
    (found, *_) = refused(("a.json", text))
    line = 1 + next(number for number, each in enumerate(text.splitlines()) if "/77" in each)
    assert found.startswith(f"a.json:{line}:")
    assert "`10.20.0.0/77` is no CIDR block" in found


def test_an_address_that_is_none_is_told_at_its_place() -> None:
    bad = {"NetworkInterfaceId": "eni-0a", "SubnetId": PRIVATE, "PrivateIpAddress": "10.0.0.999"}
    text = json.dumps({"NetworkInterfaces": [bad]}, indent=1)
    (found,) = refused(("a.json", text))
    assert found.startswith("a.json:6:")
    assert "`eni-0a`: `10.0.0.999` is no IPv4 address" in found


def test_a_fault_in_a_merged_object_still_names_its_file() -> None:
    (found,) = refused(
        ("a.json", json.dumps({"Vpcs": [vpc() | {"IsDefault": 3}]})), ("b.json", json.dumps({"Vpcs": [vpc(Extra=1)]}))
    )
    assert found.endswith("`IsDefault` is a number where AWS writes true or false")
    assert found.startswith(("a.json", "b.json"))


def test_a_million_faults_are_counted_and_not_listed() -> None:
    found = refused(("a.json", json.dumps({"Vpcs": [{"VpcId": number} for number in range(20_000)]})))
    assert len(found) == 51
    assert "and 19950 more" in found[-1]


def test_nesting_without_end_is_refused() -> None:
    (found,) = refused(("a.json", '{"Vpcs": ' + "[" * 200_000))
    assert "nested too deeply" in found


def test_half_characters_are_refused() -> None:
    (found,) = refused(("a.json", '{"Vpcs": [{"VpcId": "vpc-1", "Tags": [{"Key": "\\ud800", "Value": "x"}]}]}'))
    assert "half a character" in found


def test_files_without_a_document_are_refused() -> None:
    assert refused(("a.json", "{}")) == refused() != []


def test_progress_is_told_after_every_file() -> None:
    seen: list[tuple[str, int]] = []
    texts: list[tuple[str, str | bytes]] = [("a.json", json.dumps(home())), ("b.json", b'{"Regions": []}')]
    import_aws(texts, lambda file, length: seen.append((file, length)))
    assert seen == [("a.json", len(texts[0][1])), ("b.json", len(texts[1][1]))]


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["10.0.0.0/8", "eni-1", "arn:a:b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def places(value: object) -> list[tuple[Any, Any]]:
    """Give every object or list of a tree with each of its keys."""
    found: list[tuple[Any, Any]] = []
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += [(value, key), *places(inner)]
    return found


@given(st.data())
def test_whatever_stands_in_a_document_nothing_but_a_refusal_comes_out(data: st.DataObject) -> None:
    whole = json.loads(json.dumps(ESTATES[data.draw(st.sampled_from(sorted(ESTATES)))]()))
    holder, key = data.draw(st.sampled_from(places(whole)))
    holder[key] = data.draw(JUNK)
    found = None
    with suppress(DocumentError):
        found = import_aws([("a.json", json.dumps(whole))])
    assert found is None or found.design.imported


@given(st.data())
def test_a_document_cut_off_anywhere_is_refused_at_a_place(data: st.DataObject) -> None:
    text = json.dumps(home(), indent=1)
    end = data.draw(st.integers(1, len(text) - 1))
    (found,) = refused(("a.json", text[:end]))
    assert found.startswith("a.json:")
