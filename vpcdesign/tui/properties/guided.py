"""The guided steps as commands: one method each, so that palette and keys find them like everything else."""

from vpcdesign.tui.frame.bench import Bench
from vpcdesign.tui.frame.desk import desk_of


class AttachActs(Bench):
    """Each begins a guided step."""

    def _why_not(self, name: str) -> str:
        from vpcdesign.planning.attach.steps import STEPS

        session = desk_of(self).session
        return STEPS[name].why_not(session.design, session.selection.partition("#")[0])

    def do_attach_internet_gateway(self) -> None:
        self.guide("attach.internet-gateway")

    def can_attach_internet_gateway(self) -> str:
        return self._why_not("attach.internet-gateway")

    def do_attach_nat_gateways(self) -> None:
        self.guide("attach.nat-gateways")

    def can_attach_nat_gateways(self) -> str:
        return self._why_not("attach.nat-gateways")

    def do_attach_egress_only(self) -> None:
        self.guide("attach.egress-only")

    def can_attach_egress_only(self) -> str:
        return self._why_not("attach.egress-only")

    def do_attach_endpoint(self) -> None:
        self.guide("attach.endpoint")

    def can_attach_endpoint(self) -> str:
        return self._why_not("attach.endpoint")

    def do_attach_peering(self) -> None:
        self.guide("attach.peering")

    def can_attach_peering(self) -> str:
        return self._why_not("attach.peering")

    def do_attach_transit_gateway(self) -> None:
        self.guide("attach.transit-gateway")

    def can_attach_transit_gateway(self) -> str:
        return self._why_not("attach.transit-gateway")

    def do_attach_vpn(self) -> None:
        self.guide("attach.vpn")

    def can_attach_vpn(self) -> str:
        return self._why_not("attach.vpn")

    def do_attach_direct_connect(self) -> None:
        self.guide("attach.direct-connect")

    def can_attach_direct_connect(self) -> str:
        return self._why_not("attach.direct-connect")

    def do_new_vpc(self) -> None:
        self.guide("new.vpc")

    def can_new_vpc(self) -> str:
        return self._why_not("new.vpc")

    def do_new_subnet(self) -> None:
        self.guide("new.subnet")

    def can_new_subnet(self) -> str:
        return self._why_not("new.subnet")

    def do_new_interface(self) -> None:
        self.guide("new.interface")

    def can_new_interface(self) -> str:
        return self._why_not("new.interface")

    def do_new_route_table(self) -> None:
        self.guide("new.route-table")

    def can_new_route_table(self) -> str:
        return self._why_not("new.route-table")

    def do_new_security_group(self) -> None:
        self.guide("new.security-group")

    def can_new_security_group(self) -> str:
        return self._why_not("new.security-group")

    def do_new_network_acl(self) -> None:
        self.guide("new.network-acl")

    def can_new_network_acl(self) -> str:
        return self._why_not("new.network-acl")

    def do_new_prefix_list(self) -> None:
        self.guide("new.prefix-list")

    def can_new_prefix_list(self) -> str:
        return self._why_not("new.prefix-list")

    def do_new_load_balancer(self) -> None:
        self.guide("new.load-balancer")

    def can_new_load_balancer(self) -> str:
        return self._why_not("new.load-balancer")

    def do_new_firewall(self) -> None:
        self.guide("new.firewall")

    def can_new_firewall(self) -> str:
        return self._why_not("new.firewall")

    def do_new_on_premises(self) -> None:
        self.guide("new.on-premises")

    def can_new_on_premises(self) -> str:
        return self._why_not("new.on-premises")

    def do_new_elastic_ip(self) -> None:
        self.guide("new.elastic-ip")

    def can_new_elastic_ip(self) -> str:
        return self._why_not("new.elastic-ip")

    def do_new_reservation(self) -> None:
        self.guide("new.reservation")

    def can_new_reservation(self) -> str:
        return self._why_not("new.reservation")
