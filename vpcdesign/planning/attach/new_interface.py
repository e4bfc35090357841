"""Adds a network interface, and the instance that has it: in the selected subnet, with the groups of its tier."""

from collections import Counter
from dataclasses import dataclass

from vpcdesign.algebra.addresses import address, block
from vpcdesign.design.edit.vacant import next_address
from vpcdesign.design.hosts import Instance, NetworkInterface
from vpcdesign.design.noun import PLAIN_IP4
from vpcdesign.design.vpcs import Subnet
from vpcdesign.planning.attach.naming import free, name_for
from vpcdesign.planning.attach.step import Guide, Work
from vpcdesign.planning.attach.vicinity import Vicinity
from vpcdesign.planning.form import Blank, Option

KINDS = ("interface", "instance", "lambda", "rds")


@dataclass(frozen=True, slots=True)
class Answers:
    """Where it stands, under which name and address, with which groups."""

    subnet: Subnet
    name: str
    kind: str
    address: str | None
    public: bool
    groups: tuple[str, ...]


def asks(blank: Blank, here: Vicinity) -> Answers | None:
    """Ask for the subnet; groups are offered by what others of its tier have."""
    vpc = here.vpc(blank)
    subnets = here.subnets(vpc.id)
    if not subnets:
        blank.refuse(f"{vpc.id} has no subnet yet: add one first")
        return None
    selected = here.selected_subnet(vpc.id)
    inner = next((one for one in subnets if not here.is_public(one)), subnets[0])
    options = [Option(one.id, f"{one.id} {one.cidr or one.ipv6_cidr or ''}".strip()) for one in subnets]
    chosen = blank.choice("subnet", "Subnet", options, (selected or inner).id)
    subnet = next(one for one in subnets if one.id == chosen)
    kind = blank.choice("kind", "Kind", [Option(one, one) for one in KINDS], "interface")
    name = name_for(blank, here, _wanted(here, subnet))
    own = blank.text("address", "Address", next_address(here.design, subnet.id) or "")
    _judge(blank, here, subnet, own)
    public = _public(blank, here, subnet)
    groups = _groups(blank, here, subnet)
    return Answers(subnet, name, kind, own or None, public, groups)


def _wanted(here: Vicinity, subnet: Subnet) -> str:
    """Name it after its tier: `app-4` follows `app-3`."""
    stem = subnet.tier or subnet.id
    return free(here, f"{stem}-1")


def _judge(blank: Blank, here: Vicinity, subnet: Subnet, own: str) -> None:
    if not own:
        if subnet.cidr is not None:
            blank.notes.append("without an address it may get any that is free")
        return
    if not PLAIN_IP4.fullmatch(own):
        blank.wrong("address", f"`{own}` is no IPv4 address")
        return
    low, high = block(subnet.cidr)[0] if subnet.cidr else (1, 0)
    value = address(own)
    if not low <= value <= high:
        blank.wrong("address", f"{own} is not in {subnet.cidr or 'an IPv4 block'}: {subnet.id} has none but its own")
    elif not low + 4 <= value < high:
        blank.wrong("address", f"AWS keeps {own} for itself: the first four and the last of a subnet")
    else:
        holder = next(
            (one.id for one in here.design.network_interfaces if one.private_ip == own and _same(here, one, subnet)),
            None,
        )
        if holder:
            blank.wrong("address", f"AWS refuses {own}: {holder} has it (InvalidIPAddress.InUse).")


def _same(here: Vicinity, one: NetworkInterface, subnet: Subnet) -> bool:
    """Tell two in one VPC: addresses of two VPCs are apart."""
    return here.survey.vpc_of_subnet(one.subnet) == subnet.vpc


def _public(blank: Blank, here: Vicinity, subnet: Subnet) -> bool:
    """Ask for a public address where one would be of use."""
    if not here.is_public(subnet) and not subnet.map_public_ip_on_launch:
        return False
    kinds = [Option("auto", "one of AWS's choice"), Option("none", "none")]
    return (
        blank.choice("public", "Public address", kinds, "auto" if subnet.map_public_ip_on_launch else "none") == "auto"
    )


def _groups(blank: Blank, here: Vicinity, subnet: Subnet) -> tuple[str, ...]:
    """Ask for the groups, those of the tier first (UG: security groups: by default the VPC's default group)."""
    known = [one for one in here.design.security_groups if subnet.vpc in {one.vpc, *one.associated_vpcs}]
    mates = {one.id for one in here.subnets(subnet.vpc) if one.tier == subnet.tier and subnet.tier} | {subnet.id}
    used = Counter(
        group for one in here.design.network_interfaces if one.subnet in mates for group in one.security_groups
    )
    ordered = sorted(known, key=lambda one: -used[one.id])
    options = [Option(one.id, f"{one.id}{f', as in {subnet.tier}' if used[one.id] else ''}") for one in ordered]
    default = [used.most_common(1)[0][0]] if used else [one.id for one in known if one.default][:1]
    found = blank.ticks("groups", "Security groups", options, default)
    if not found:
        blank.notes.append("without a group it gets the default group of its VPC")
    return found


def writes(work: Work, answers: Answers) -> None:
    """Add it, and the instance where one was asked for."""
    instance = None
    name = answers.name
    if answers.kind == "instance":
        instance = answers.name
        work.add("instances", Instance(id=instance))
        name = work.name(f"eni-{instance}")
    kinds = {"lambda": "lambda", "rds": "rds"}
    ipv6 = answers.subnet.ipv6_cidr is not None or answers.subnet.ipv6_index is not None
    made = NetworkInterface.model_validate(
        {
            "id": name,
            "subnet": answers.subnet.id,
            "instance": instance,
            "kind": kinds.get(answers.kind, "interface"),
            "private_ip": answers.address,
            "public_ip": "auto" if answers.public else None,
            "ipv6": ipv6,
            "security_groups": answers.groups,
        }
    )
    work.add("network_interfaces", made)
    work.title = f"Add {answers.name} in {answers.subnet.id}"


GUIDE = Guide("new.interface", "Add interface", asks, writes, "Add")
