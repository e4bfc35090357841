"""Small random designs that AWS would accept, drawn so that much of what is asked of them works and much does not.

A drawing follows what people build (a route to each neighbour, both ways; lists that are mostly open) and then strays:
wrong targets, blackholes, hosts without a route home, lists that forget the way back.
"""

import json
from collections.abc import Callable
from random import Random
from typing import Any, TypeAlias, TypeVar

from vpcdesign.design import legality, references
from vpcdesign.design.document import Design

Part: TypeAlias = dict[str, Any]
T = TypeVar("T")

ZONES = ("a", "b")
OUTSIDE = "198.51.100.7"
OUTSIDE_V6 = "2600:9000::7"
BLOCKS_OUTSIDE = ("198.51.100.0/24", "198.51.100.7/32")
LISTS = ("icmp", "tcp", "tcp", "udp", "all")
PORTS = ("443", "22", "53", "0-1023", "1024-65535", "32768-60999", "1024-49999", "40000-65535", "0-65535")


class Drawing:
    """One document under construction."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.document: Part = {}
        self.v6: set[str] = set()

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, *choices: T) -> T:
        return self.random.choice(choices)

    def add(self, kind: str, /, **fields: object) -> Part:
        self.document.setdefault(kind, []).append(fields)
        return fields

    def all(self, kind: str, vpc: str | None = None) -> list[Part]:
        return [each for each in self.document.get(kind, []) if vpc is None or each.get("vpc") == vpc]

    # --- places -----------------------------------------------------------------------------------------------------

    def vpcs(self) -> None:
        for number in range(self.random.choice((1, 2, 2, 3))):
            vpc = f"v{number}"
            region = "eu-west-1" if number < 2 or self.chance(0.6) else "us-east-1"
            blocks = [f"10.{number}.0.0/16", *([f"100.64.{number}.0/24"] if self.chance(0.15) else [])]
            six = [f"2600:1f00:{number}::/56"] if self.chance(0.35) else []
            self.add("vpcs", id=vpc, region=region, cidrs=blocks, ipv6_cidrs=six)
            for place in range(self.random.choice((1, 2, 2, 3))):
                self.subnet(vpc, region, number, place, blocks, six=bool(six))

    def subnet(self, vpc: str, region: str, number: int, place: int, blocks: list[str], *, six: bool) -> None:
        name = f"{vpc}s{place}"
        cidr = f"100.64.{number}.0/24" if len(blocks) > 1 and place == 1 else f"10.{number}.{place}.0/24"
        found = self.add("subnets", id=name, vpc=vpc, az=region + self.pick(*ZONES), cidr=cidr)
        if six and self.chance(0.8):
            found["ipv6_cidr"] = f"2600:1f00:{number}:{place}::/64"
            self.v6.add(name)

    # --- gateways ---------------------------------------------------------------------------------------------------

    def gateways(self, vpc: str) -> None:
        """Draw what a VPC has of its own."""
        has_door = self.chance(0.7)
        if has_door:
            self.add("internet_gateways", id=f"{vpc}-igw", vpc=vpc)
        if self.chance(0.4) and any(each["id"] in self.v6 for each in self.all("subnets", vpc)):
            self.add("egress_only_internet_gateways", id=f"{vpc}-eigw", vpc=vpc)
        if self.chance(0.15):
            self.add("virtual_private_gateways", id=f"{vpc}-vgw", vpc=vpc)
        for number in range(self.random.choice((0, 1, 1, 1, 2))):
            subnet = self.pick(*self.all("subnets", vpc))
            public = has_door and self.chance(0.8)
            address = {"private_ip": host(subnet["cidr"], 20 + number)}
            if public:
                address["public_ip"] = f"203.0.113.{10 * int(vpc[1]) + number + 1}"
            kind = "public" if public else "private"
            self.add(
                "nat_gateways", id=f"{vpc}-nat{number}", subnet=subnet["id"], connectivity=kind, addresses=[address]
            )

    def peerings(self) -> None:
        names = [each["id"] for each in self.all("vpcs")]
        for one in names:
            for two in names:
                if one < two and self.chance(0.45):
                    state = "active" if self.chance(0.92) else "pending-acceptance"
                    self.add("peering_connections", id=f"pcx-{one}{two}", requester=one, accepter=two, state=state)

    def transit(self) -> None:
        """Draw a transit gateway in each region, perhaps, and perhaps a peering of the two."""
        regions = sorted({each["region"] for each in self.all("vpcs")})
        made = [region for region in regions if self.chance(0.55)]
        for region in made:
            self.add("transit_gateways", id=f"tgw-{region}", region=region, security_group_referencing=self.chance(0.6))
            for vpc in self.all("vpcs"):
                if vpc["region"] == region and self.chance(0.85):
                    self.attachment(vpc, f"tgw-{region}")
        if len(made) == 2 and self.chance(0.8):
            one, two = (f"tgw-{region}" for region in made)
            self.add("transit_gateway_attachments", id="at-peer", kind="peering", transit_gateway=one, peer=two)
        for region in made:
            self.transit_tables(f"tgw-{region}")

    def attachment(self, vpc: Part, transit: str) -> None:
        doors: dict[str, str] = {}
        for subnet in self.random.sample(self.all("subnets", vpc["id"]), len(self.all("subnets", vpc["id"]))):
            doors.setdefault(subnet["az"], subnet["id"])
        if len(doors) > 1 and self.chance(0.35):
            doors.popitem()
        self.add(
            "transit_gateway_attachments",
            id=f"at-{vpc['id']}",
            transit_gateway=transit,
            vpc=vpc["id"],
            subnets=list(doors.values()),
            ipv6_support=self.chance(0.7),
            security_group_referencing=self.chance(0.85),
        )

    def transit_tables(self, transit: str) -> None:
        """Draw one table or two; every attachment is likely to be associated and to propagate."""
        mine = [a for a in self.all("transit_gateway_attachments") if transit in {a["transit_gateway"], a.get("peer")}]
        tables = [
            self.add("transit_gateway_route_tables", id=f"{transit}-rt{n}", transit_gateway=transit,
                     associations=[], propagations=[], routes=[])
            for n in range(self.random.choice((1, 1, 2)))
        ]  # fmt: skip
        for attachment in mine:
            if self.chance(0.93):
                self.pick(*tables)["associations"].append(attachment["id"])
            for table in tables:
                if "peer" not in attachment and self.chance(0.8):
                    table["propagations"].append(attachment["id"])
        for table in tables:
            wanted = {"0.0.0.0/0": 0.4, "::/0": 0.2, "10.0.0.0/8": 0.3, self.some_block(): 0.3, self.some_block(): 0.3}
            wanted |= {vpc["cidrs"][0]: 0.6 for vpc in self.all("vpcs") if not transit.endswith(vpc["region"])}
            for destination, share in wanted.items():
                if mine and self.chance(share):
                    names = [] if self.chance(0.15) else [self.pick(*mine)["id"]]
                    table["routes"].append({"destination": destination, "attachments": names})

    def some_block(self) -> str:
        """Some block of the design: a VPC's, a subnet's, IPv6 as well."""
        found = [b for vpc in self.all("vpcs") for b in (*vpc["cidrs"], *vpc["ipv6_cidrs"])]
        found += [subnet[key] for subnet in self.all("subnets") for key in ("cidr", "ipv6_cidr") if key in subnet]
        return str(self.pick(*found))

    # --- route tables -----------------------------------------------------------------------------------------------

    def targets(self, vpc: Part) -> dict[str, list[str]]:
        """Give what a route of a VPC may lead to, by where it is of use."""
        name = vpc["id"]
        found: dict[str, list[str]] = {"door": [], "six": [], "other": []}
        found["door"] += [each["id"] for each in self.all("internet_gateways", name)]
        homes = {each["id"] for each in self.all("subnets", name)}
        found["door"] += [each["id"] for each in self.all("nat_gateways") if each["subnet"] in homes]
        found["six"] += [each["id"] for each in self.all("internet_gateways", name)]
        found["six"] += [each["id"] for each in self.all("egress_only_internet_gateways", name)]
        joined = [p for p in self.all("peering_connections") if name in {p["requester"], p["accepter"]}]
        for peering in joined:
            other = peering["accepter"] if peering["requester"] == name else peering["requester"]
            found[other] = [*found.get(other, []), peering["id"]]
        found["other"] += [each["id"] for each in joined]
        for attachment in self.all("transit_gateway_attachments", name):
            for key in ("door", "six", "other", *(v["id"] for v in self.all("vpcs") if v["id"] != name)):
                found[key] = [*found.get(key, []), attachment["transit_gateway"]]
        return found

    def tables(self, vpc: Part) -> None:
        """Draw the tables of a VPC and give them to its subnets."""
        name, targets = vpc["id"], self.targets(vpc)
        tables = [
            self.add("route_tables", id=f"{name}-rt{n}", vpc=name, main=n == 0, routes=self.routes(vpc, targets, n))
            for n in range(self.random.choice((1, 2, 2, 3)))
        ]
        homes = {each["subnet"] for each in self.all("nat_gateways")}
        for subnet in self.all("subnets", name):
            table = tables[0] if subnet["id"] in homes and self.chance(0.85) else self.pick(*tables)
            if not table["main"] or self.chance(0.5):
                subnet["route_table"] = table["id"]

    def routes(self, vpc: Part, targets: dict[str, list[str]], number: int) -> list[Part]:
        """Draw a table: the first one mostly leads straight to the internet, the others mostly to a NAT gateway."""
        found: dict[str, Part] = {}
        six = bool(vpc["ipv6_cidrs"])

        def route(destination: str, choices: list[str]) -> None:
            if choices and destination not in found and destination not in (*vpc["cidrs"], *vpc["ipv6_cidrs"]):
                found[destination] = {"destination": destination, "target": self.pick(*choices)}
                if self.chance(0.03):
                    found[destination]["state"] = "blackhole"

        if self.chance(0.9):
            wanted = [name for name in targets["door"] if ("-nat" in name if number else "-igw" in name)]
            doors = wanted if self.chance(0.85) and wanted else targets["door"]
            route("0.0.0.0/0", doors if self.chance(0.85) else targets["other"])
        if six and self.chance(0.9):
            route("::/0", targets["six"] if self.chance(0.85) else targets["other"])
        for other in self.all("vpcs"):
            for block in (*other["cidrs"], *(other["ipv6_cidrs"] if six else [])):
                if other is not vpc and self.chance(0.85):
                    route(block, targets.get(other["id"]) or targets["other"])
        if self.chance(0.3):
            self.stray(vpc, targets, route)
        gateways = self.all("virtual_private_gateways", vpc["id"])
        learned = self.pick("10.0.0.0/8", f"10.{vpc['id'][1]}.1.0/24", self.some_block(), OUTSIDE + "/32")
        extra = [{"destination": learned, "target": gateways[0]["id"], "origin": "propagated"}] if gateways else []
        return [*found.values(), *extra]

    def stray(self, vpc: Part, targets: dict[str, list[str]], route: Callable[[str, list[str]], None]) -> None:
        """Draw a route that nobody expects: narrower, to a wrong target, or into the VPC itself."""
        anything = [name for names in targets.values() for name in names if "eigw" not in name]
        own = [each["cidr"] for each in self.all("subnets", vpc["id"])]
        wanted = self.some_block()
        gateways = [name for name in targets["door"] if "nat" in name]
        if wanted in own:
            route(wanted, gateways)
        elif not any(wanted == each.get("ipv6_cidr") for each in self.all("subnets", vpc["id"])):
            route(wanted, anything)
        route(self.pick(*BLOCKS_OUTSIDE, "10.0.0.0/8", "203.0.113.0/24", *self.listed()), anything)

    # --- filters ----------------------------------------------------------------------------------------------------

    def lists(self, vpc: str) -> None:
        self.add("network_acls", id=f"{vpc}-acl", vpc=vpc, default=True, ingress=_open(), egress=_open())
        for number in range(self.random.choice((1, 1, 1, 2))):
            self.add("network_acls", id=f"{vpc}-acl{number}", vpc=vpc, ingress=self.lines(), egress=self.lines())
        homes = {each["subnet"] for each in self.all("nat_gateways")}
        for subnet in self.all("subnets", vpc):
            found = self.all("network_acls", vpc)
            chosen = self.pick(*(found[1:] if subnet["id"] in homes else found))
            if not chosen.get("default"):
                subnet["network_acl"] = chosen["id"]

    def lines(self) -> list[Part]:
        """Draw a list: some lines, and nearly always one that lets the rest through."""
        numbers = self.random.sample(range(1, 90), self.random.choice((0, 1, 1, 2, 3)))
        drawn = [self.line(number) for number in numbers]
        if self.chance(0.85):
            drawn += _open()
        elif self.chance(0.8):
            drawn.append(
                {"rule": 100, "action": "allow", "cidr": "0.0.0.0/0", "protocol": "tcp", "ports": "1024-65535"}
            )
            drawn.append({"rule": 101, "action": "allow", "cidr": "0.0.0.0/0", "protocol": "tcp", "ports": "0-1023"})
        self.random.shuffle(drawn)
        return drawn

    def line(self, number: int) -> Part:
        cidr = self.pick("0.0.0.0/0", "0.0.0.0/0", "::/0", OUTSIDE + "/32", "203.0.113.0/24", self.some_block())
        if self.chance(0.5):  # what most lists get wrong: the ports of answers
            ports = self.pick("32768-60999", "1024-49999", "40000-65535", "50000-65535")
            return {"rule": number, "action": "deny", "cidr": "0.0.0.0/0", "protocol": "tcp", "ports": ports}
        return {"rule": number, "action": self.pick("deny", "deny", "allow"), "cidr": cidr, **self.service(cidr)}

    def service(self, cidr: str) -> Part:
        """Draw what a line says of services."""
        word = self.pick(*LISTS)
        if word == "icmp":
            six = ":" in cidr
            kinds = (128, 129) if six else (8, 0)
            return {"protocol": "icmpv6" if six else "icmp", "icmp_type": self.pick(-1, *kinds)}
        return {"protocol": word, "ports": self.pick(*PORTS)} if word != "all" else {"protocol": "all"}

    def groups(self) -> None:
        """Draw the groups of every VPC, then their rules: they name each other."""
        for vpc in self.all("vpcs"):
            for number in range(self.random.choice((1, 2, 2))):
                self.add("security_groups", id=f"{vpc['id']}-sg{number}", vpc=vpc["id"])
        for group in self.all("security_groups"):
            group["ingress"] = self.rules(group["vpc"], "source", self.random.choice((1, 2, 3, 4)))
            if self.chance(0.35):
                group["egress"] = self.rules(group["vpc"], "destination", self.random.choice((0, 1, 2, 3)))

    def rules(self, vpc: str, side: str, count: int) -> list[Part]:
        found: dict[tuple[object, ...], Part] = {}
        for number in range(count):
            peer = self.pick("0.0.0.0/0", "::/0") if number < 2 and self.chance(0.6) else self.peer(vpc)
            services: Part = {"protocol": "all"} if self.chance(0.6) else self.service(peer)
            found[peer, *map(str, services.values())] = {side: peer, **services}
        return list(found.values())

    def peer(self, vpc: str) -> str:
        near = {vpc}
        for peering in self.all("peering_connections"):
            regions = {each["region"] for each in self.all("vpcs") if each["id"] in peering.values()}
            if vpc in peering.values() and peering["state"] == "active" and len(regions) == 1:
                near |= {peering["requester"], peering["accepter"]}
        for attachment in self.all("transit_gateway_attachments", vpc):
            near |= {a["vpc"] for a in self.all("transit_gateway_attachments")
                     if a.get("vpc") and a["transit_gateway"] == attachment["transit_gateway"]}  # fmt: skip
        group = self.pick(*[each["id"] for each in self.all("security_groups") if each["vpc"] in near])
        wide = ("0.0.0.0/0", "0.0.0.0/0", "::/0", "10.0.0.0/8", "203.0.113.0/24", OUTSIDE + "/32")
        return str(self.pick(*wide, group, group, group, self.some_block(), *self.listed()))

    def listed(self) -> list[str]:
        return [each["id"] for each in self.all("prefix_lists")]

    # --- hosts ------------------------------------------------------------------------------------------------------

    def hosts(self) -> None:
        for subnet in self.all("subnets"):
            for number in range(self.random.choice((1, 1, 2))):
                self.host(subnet, number)

    def host(self, subnet: Part, number: int) -> None:
        vpc = subnet["vpc"]
        name = f"{subnet['id']}h{number}"
        names = [each["id"] for each in self.all("security_groups", vpc)]
        groups = self.random.sample(names, self.random.randint(1, len(names)))
        found = self.add("network_interfaces", id=name, subnet=subnet["id"], security_groups=groups)
        found["private_ip"] = host(subnet["cidr"], 10 + number)
        public = bool(self.all("internet_gateways", vpc))
        if public and self.chance(0.6):
            found["public_ip"] = f"203.0.113.{100 + len(self.all('network_interfaces'))}"
        if self.chance(0.12):
            second: Part = {"private_ip": host(subnet["cidr"], 40 + number)}
            if public and self.chance(0.6):
                second["public_ip"] = f"203.0.113.{200 + len(self.all('network_interfaces'))}"
            found["secondary_ips"] = [second]
        if subnet["id"] in self.v6 and self.chance(0.85):
            found["ipv6_addresses"] = [subnet["ipv6_cidr"].replace("::/64", f"::{10 + number}")]
        self.instance(found, subnet)

    def instance(self, found: Part, subnet: Part) -> None:
        """Let two interfaces of one zone be one host, now and then; let some host be down."""
        if self.chance(0.25):
            zones = {each["id"]: (each["vpc"], each["az"]) for each in self.all("subnets")}
            kin = [i for i in self.all("instances") if i["note"] == "-".join(zones[subnet["id"]])]
            if kin and self.chance(0.7):
                found["instance"] = kin[0]["id"]
            else:
                state = "stopped" if self.chance(0.05) else "running"
                name = f"i-{found['id']}"
                self.add("instances", id=name, state=state, note="-".join(zones[subnet["id"]]))
                found["instance"] = name
        elif self.chance(0.03):
            found["attached"] = False

    def build(self) -> Part:
        if self.chance(0.3):
            self.add("prefix_lists", id="pl-out", cidrs=["198.51.100.0/24", "203.0.113.0/26"])
        self.vpcs()
        for vpc in self.all("vpcs"):
            self.gateways(vpc["id"])
        self.peerings()
        self.transit()
        for vpc in self.all("vpcs"):
            self.tables(vpc)
            self.lists(vpc["id"])
        self.groups()
        self.hosts()
        return self.document


def host(cidr: str, number: int) -> str:
    """Give an address of a /24."""
    return f"{cidr.rsplit('.', 1)[0]}.{number}"


def _open() -> list[Part]:
    return [
        {"rule": 200, "action": "allow", "cidr": "0.0.0.0/0"},
        {"rule": 201, "action": "allow", "cidr": "::/0"},
    ]


def read(document: Part) -> Design:
    """Read a document as the program does."""
    return Design.model_validate_json(json.dumps(document))


def draw(seed: int) -> Design:
    """Draw a design; the drawing knows what AWS refuses, and draws nothing of the kind."""
    design = read(Drawing(seed).build())
    refused = references.problems(design) + legality.problems(design)
    assert not refused, refused
    return design
