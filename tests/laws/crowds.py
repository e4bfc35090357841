"""Random designs of which the subnets hold crowds: hosts that are alike, and some that only seem to be.

Not all of it would AWS accept: an address that two hold, one of the resolver, VPCs that overlap. What is compiled
as it stands has to be told as it stands, too.
"""

from tests.laws.designs import Drawing, Part, host, read
from vpcdesign.design.document import Design


class Crowds(Drawing):
    """One document under construction."""

    def vpcs(self) -> None:
        """Draw as ever; now and then all VPCs have the same addresses."""
        super().vpcs()
        self.alone = [self.lone_address() for _ in range(3)]
        if self.chance(0.15):
            for part in (*self.all("vpcs"), *self.all("subnets")):
                for key in ("cidr", "cidrs"):
                    if key in part and not str(part[key]).count("100.64"):
                        text = part[key] if key == "cidr" else part[key][0]
                        same = f"10.0.{text.split('.', 2)[2]}"
                        part[key] = same if key == "cidr" else [same]

    def lone_address(self) -> str:
        """An address that some host has: filters and routes that name it tell the crowd apart."""
        subnet = self.pick(*self.all("subnets"))
        return f"{host(subnet['cidr'], 10 + self.random.randrange(5))}/32"

    def some_block(self) -> str:
        return self.pick(*self.alone) if self.chance(0.3) else super().some_block()

    def hosts(self) -> None:
        """Draw a crowd for each subnet, and somebody who stands out now and then."""
        for subnet in self.all("subnets"):
            for number in range(self.random.choice((1, 3, 4, 5))):
                self.member(subnet, number)
            if self.chance(0.35):
                self.host(subnet, 6)
        if self.chance(0.5):
            self.balancer()

    def member(self, subnet: Part, number: int) -> None:
        names = [each["id"] for each in self.all("security_groups", subnet["vpc"])]
        groups = self.random.sample(names, self.random.choice((0, 1, 1, 2)) if len(names) > 1 else 1)
        name = f"{subnet['id']}c{number}"
        found = self.add("network_interfaces", id=name, subnet=subnet["id"], security_groups=groups)
        found["private_ip"] = host(subnet["cidr"], 10 + number)
        if self.chance(0.25):
            self.stand_out(found, subnet, number)

    def stand_out(self, found: Part, subnet: Part, number: int) -> None:
        """Make a host differ from its neighbours in one way."""
        first = next(each for each in self.all("vpcs") if each["id"] == subnet["vpc"])["cidrs"][0]
        odd: Part = self.pick(
            {"private_ip": host(subnet["cidr"], 10)},
            {"private_ip": host(first.split("/")[0], 2)},
            {"private_ip": host(self.pick(*self.all("subnets"))["cidr"], 11)},
            {"private_ip": "169.254.169.254"},
            {"prefixes": [f"{host(subnet['cidr'], 0)}/28"]},
            {"secondary_ips": [{"private_ip": host(subnet["cidr"], 30 + number)}]},
            {"attached": False},
            {"source_dest_check": False},
            {"count": 3},
            {"client_ports": [[50000, 50100]]},
            {"public_ip": f"203.0.113.{100 + len(self.all('network_interfaces'))}"},
            {"public_ip": "auto"},
        )
        found.update(odd)
        if self.chance(0.2):
            del found["private_ip"]
        if self.chance(0.4):
            self.instance(found, subnet)

    def balancer(self, number: int = 0) -> None:
        """Draw a load balancer that sends to some of a crowd, by name or by address."""
        subnet = self.pick(*self.all("subnets"))
        near = [each for each in self.all("network_interfaces") if "private_ip" in each]
        some = self.random.sample(near, min(len(near), self.pick(1, 2)))
        by = self.pick("id", "private_ip")
        group = {
            "id": f"tg{number}",
            "kind": "instance" if by == "id" else "ip",
            "port": self.pick(443, 8080),
            "preserve_client_ip": self.pick(True, False),
            "targets": [{"target": each[by]} for each in some],
        }
        self.add(
            "load_balancers",
            id=f"nlb{number}",
            vpc=subnet["vpc"],
            kind="network",
            nodes=[{"subnet": subnet["id"], "private_ip": host(subnet["cidr"], 99 - number)}],
            listeners=[{"port": 443, "target_groups": [f"tg{number}"]}],
            target_groups=[group],
        )


class Served(Crowds):
    """A document with two load balancers, whose targets may be the same ones."""

    def hosts(self) -> None:
        """Draw crowds, and two load balancers at least."""
        super().hosts()
        self.balancer(1)
        self.balancer(2)


def crowd(seed: int) -> Design:
    """Draw a design with crowds."""
    return read(Crowds(seed).build())
