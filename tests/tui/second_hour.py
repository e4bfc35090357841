"""A newcomer's second hour: a network that AWS describes, in which an application does not reach its database.

The documents are written as AWS would answer: three zones, three tiers, a forgotten rule for replies. The script is a
list of keys with what is then seen, played on a pseudo-terminal as a person types.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.formats.aws.papers import VPC, instance, interface, main, route, serves, subnet, table, tags, vpc
from tests.tui.hour import Keys, element, line, run, typed

ZONES = "abc"
TIERS = {"public": 0, "app": 64, "db": 4}
"""The tiers, each with the third byte of its first block."""
PORTS = {"app": ("sg-0000000000000000b", "10.20.64.0/18"), "db": ("sg-0000000000000000c", "10.20.4.0/22")}
HOSTS = {"app-1": ("app", "a"), "app-2": ("app", "b"), "db-1": ("db", "a"), "db-2": ("db", "b")}


def _id(kind: str, number: int) -> str:
    return f"{kind}-{number:017x}"


def _subnets() -> Iterator[tuple[str, str, str, str]]:
    """Give each subnet: tier, zone, id, block."""
    for row, (tier, first) in enumerate(TIERS.items()):
        for column, zone in enumerate(ZONES):
            step = 16 if tier == "app" else 1
            block = f"10.20.{first + step * column}.0/{20 if tier == 'app' else 24}"
            yield tier, zone, _id("subnet", 16 * row + column + 1), block


def _allows(port: int, **peer: object) -> dict[str, Any]:
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **peer}


def _group(number: int, name: str, inbound: list[dict[str, Any]], outbound: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "GroupId": f"sg-{number:017x}",
        "GroupName": name,
        "VpcId": VPC,
        "Tags": tags(Name=name),
        "IpPermissions": inbound,
        "IpPermissionsEgress": outbound,
    }


def _entry(number: int, block: str, ports: tuple[int, int] | None = None, *, out: bool = False) -> dict[str, Any]:
    entry = {"RuleNumber": number, "Protocol": "-1", "RuleAction": "allow", "Egress": out, "CidrBlock": block}
    if ports is not None:
        entry |= {"Protocol": "6", "PortRange": {"From": ports[0], "To": ports[1]}}
    return entry


def documents() -> dict[str, Any]:
    """Give what AWS would answer."""
    subnets = list(_subnets())
    of = {(tier, zone): id for tier, zone, id, _ in subnets}
    igw, nat = _id("igw", 1), _id("nat", 1)
    app, db = 11, 12
    open_acl = {
        "NetworkAclId": _id("acl", 1),
        "VpcId": VPC,
        "IsDefault": True,
        "Associations": [{"SubnetId": id} for tier, _, id, _ in subnets if tier != "db"],
        "Entries": [_entry(100, "0.0.0.0/0", out=out) for out in (True, False)],
    }
    db_acl = {
        "NetworkAclId": _id("acl", 2),
        "VpcId": VPC,
        "IsDefault": False,
        "Tags": tags(Name="acl-db"),
        "Associations": [{"SubnetId": id} for tier, _, id, _ in subnets if tier == "db"],
        "Entries": [_entry(100, "10.20.64.0/18", (5432, 5432))],
    }
    hosts = [(name, *where, number) for number, (name, where) in enumerate(HOSTS.items(), 1)]
    return {
        "Vpcs": [vpc(Tags=tags(Name="prod"))],
        "Subnets": [
            subnet(id, block, zone, Tags=tags(Name=f"{tier}-{zone}", Tier=tier)) for tier, zone, id, block in subnets
        ],
        "InternetGateways": [{"InternetGatewayId": igw, "Attachments": [{"VpcId": VPC, "State": "available"}]}],
        "RouteTables": [
            table(_id("rtb", 1), [], [main()]),
            table(
                _id("rtb", 2),
                [route("0.0.0.0/0", GatewayId=igw)],
                [serves(of["public", zone]) for zone in ZONES],
                Tags=tags(Name="rt-public"),
            ),
            table(
                _id("rtb", 3),
                [route("0.0.0.0/0", NatGatewayId=nat)],
                [serves(of["app", zone]) for zone in ZONES],
                Tags=tags(Name="rt-app"),
            ),
        ],
        "NatGateways": [
            {
                "NatGatewayId": nat,
                "State": "available",
                "SubnetId": of["public", "a"],
                "VpcId": VPC,
                "ConnectivityType": "public",
                "Tags": tags(Name="nat-a"),
                "NatGatewayAddresses": [
                    {
                        "AllocationId": _id("eipalloc", 1),
                        "PrivateIp": "10.20.0.10",
                        "PublicIp": "198.51.100.10",
                        "IsPrimary": True,
                    }
                ],
            }
        ],
        "NetworkAcls": [open_acl, db_acl],
        "SecurityGroups": [
            _group(app, "sg-app", [], [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]),
            _group(db, "sg-db", [_allows(5432, UserIdGroupPairs=[{"GroupId": f"sg-{app:017x}"}])], []),
        ],
        "Reservations": [
            {"Instances": [instance(_id("i", number), Tags=tags(Name=name)) for name, _, _, number in hosts]}
        ],
        "NetworkInterfaces": [
            interface(
                _id("eni", number),
                f"10.20.{TIERS[tier] + (16 if tier == 'app' else 1) * ZONES.index(zone)}.10",
                of[tier, zone],
                instance=_id("i", number),
                Groups=[{"GroupId": f"sg-{app if tier == 'app' else db:017x}"}],
            )
            for name, tier, zone, number in hosts
        ],
    }


def described(folder: Path) -> Path:
    """Write the documents, a file each, as the calls of `aws ec2 describe-*` give them."""
    place = folder / "answers"
    place.mkdir()
    for name, several in documents().items():
        (place / f"{name}.json").write_text(json.dumps({name: several}), encoding="utf-8")
    return place


LABS = Path(__file__).parents[2].parent / "shared" / "aws-labs"
"""Networks that were measured in AWS, where they are at hand."""


def measured(folder: Path) -> Path:
    """Lay the documents of a measured network there: four VPCs, two regions, peerings, transit gateways."""
    place = folder / "answers"
    place.symlink_to(LABS / "demo" / "aws_configs")
    return place


class Act(NamedTuple):
    """What a newcomer does, the keys for it, and what the screen then says."""

    words: str
    keys: Keys
    seen: str


def second_hour() -> Iterator[Act]:
    """Give the acts, from home to a saved design that passes its own assertion."""
    yield Act("the documents", [*run("import"), *typed("answers"), "enter"], "Save as")
    yield Act("imported", [*typed("prod.json"), "enter"], "9 subnets")
    yield Act("opened", ["enter"], "VPC prod 10.20.0.0/16")
    ends = [*element("app-1"), "s", *element("db-1"), "d"]
    question = [*run("trace ask"), "ctrl+u", *typed("postgres"), "enter"]
    yield Act("why they cannot talk", [*ends, *question], "blocked on the way back: acl-db outbound *")
    yield Act("the rule that is missing", ["enter"], "Outbound 0 of 20")
    yield Act("mended", line("tcp", "1024-65535", "10.20.64.0/18"), "+ tier:app → tier:db tcp/5432")
    yield Act("the path lives", ["1"], "allowed: app-1 opens tcp/5432 to db-1")
    yield Act("the consequence in full", ["c"], "proved in")
    yield Act("compared with the file", ["m", "m", "enter"], "prod.json as saved → step 1")
    yield Act("pinned", ["escape", "p"], "Pin: app-1 to db-1 postgres is allowed")
    yield Act("a zone is lost", ["escape", *element("app-b"), "f"], "eu-west-1b is down")
    yield Act("restored", ["F"], "prod › eu-west-1b › app-b")
    yield Act("saved", ["ctrl+s"], "Saved prod.json")


def measured_hour() -> Iterator[Act]:
    """Give the acts on the measured network: one host may log in to the web servers, another of its group may not."""
    yield Act("the documents", [*run("import"), *typed("answers"), "enter"], "Save as")
    yield Act("imported", [*typed("lab.json"), "enter"], "4 VPCs, 13 subnets")
    yield Act("opened", ["enter"], "VPC vpc-it-west 10.4.0.0/16")
    ends = [*element("test1-it-west"), "s", *element("web1-hr-west"), "d"]
    question = [*run("trace ask"), "ctrl+u", *typed("ssh"), "enter"]
    yield Act("why they cannot talk", [*ends, *question], "blocked on the way there by network ACL nacl-hr-west")
    yield Act("the rule that denies", ["enter"], "nacl-hr-west on subnet-data-hr-west, subnet-web-hr-west")
    yield Act("a rule too late", line("tcp", "ssh", "10.4.1.101/32"), "shadowed by 20")
    yield Act("mended", ["<"], "+ test1-it-west → vpc:vpc-hr-west tcp/22")
    yield Act("the path lives", ["1"], "allowed: test1-it-west opens tcp/22 to web1-hr-west")
    yield Act("the consequence in full", ["c"], "proved in")
    yield Act("compared with the file", ["m", "m", "enter"], "lab.json as saved → step 2")
    yield Act("pinned", ["escape", "p"], "Pin: test1-it-west to web1-hr-west ssh is allowed")
    yield Act("a zone is lost", ["escape", *element("web1-hr-west"), "f"], "us-west-1a is down")
    yield Act("what holds without it", ["7"], "1 broken")
    yield Act("restored", ["F"], "0 broken")
    yield Act("saved", ["ctrl+s"], "Saved lab.json")
