"""Random designs with hosts that forward for others: tables lead to them, and some pass them one way only.

Some also send on what is for another forwarder, or for those whom they have filters in common with; now and then a
host translates, or nobody says what it does.
"""

from tests.laws.designs import Drawing, Part, host, read
from vpcdesign.design.document import Design


class Forwarding(Drawing):
    """One document under construction."""

    def hosts(self) -> None:
        """Draw hosts as ever, and some that forward in each VPC."""
        super().hosts()
        for vpc in self.all("vpcs"):
            subnets = self.all("subnets", vpc["id"])
            names = [self.forwarder(self.pick(*subnets), number) for number in range(self.pick(1, 1, 2))]
            for table in self.all("route_tables", vpc["id"]):
                for _ in range(self.pick(0, 1, 1, 2)):
                    self.lead(table, self.pick(*subnets), self.pick(*names))

    def forwarder(self, subnet: Part, number: int) -> str:
        """Draw a host that forwards, mostly as it is, with groups of its own or with those that others have."""
        vpc = subnet["vpc"]
        names = [each["id"] for each in self.all("security_groups", vpc)]
        if self.chance(0.6):
            lines = [{"protocol": "all", "source": block} for block in ("0.0.0.0/0", "::/0")]
            names = [self.add("security_groups", id=f"{vpc}-open{number}", vpc=vpc, ingress=lines)["id"]]
        found = self.add("network_interfaces", id=f"{subnet['id']}f{number}", subnet=subnet["id"])
        found["security_groups"] = [self.pick(*names)]
        found["private_ip"] = host(subnet["cidr"], 60 + number)
        found["source_dest_check"] = False
        how = self.pick("forward", "forward", "forward", "forward", "nat", None)
        if how is not None:
            found["appliance"] = how
        if self.all("internet_gateways", vpc) and self.chance(0.4):
            found["public_ip"] = f"203.0.113.{150 + len(self.all('network_interfaces'))}"
        return str(found["id"])

    def lead(self, table: Part, subnet: Part, name: str) -> None:
        """Lead a table to a forwarder: for a subnet, or for everybody whom it leads to somewhere else."""
        block = subnet["cidr"] if self.chance(0.7) else self.pick("0.0.0.0/0", "10.0.0.0/8", self.some_block())
        routes = [each for each in table["routes"] if each["destination"] != block]
        table["routes"] = [*routes, {"destination": block, "target": name}]


def forwarding(seed: int) -> Design:
    """Draw a design with hosts that forward for others."""
    return read(Forwarding(seed).build())
