"""Pages of what begins or answers conversations: interfaces, instances, load balancers, endpoints, firewalls."""

from vpcdesign.aws.services import service_word
from vpcdesign.design.balancers import Listener, LoadBalancer, TargetGroup
from vpcdesign.design.endpoints import VpcEndpoint
from vpcdesign.design.firewalls import Firewall, FirewallEndpoint, FirewallRule
from vpcdesign.design.hosts import Instance, NetworkInterface
from vpcdesign.render.ink import Span
from vpcdesign.render.signs import ALLOWED, BLOCKED, TO
from vpcdesign.tui.pages.inspector import lists
from vpcdesign.tui.pages.inspector.routes import leading_here
from vpcdesign.tui.pages.inspector.sheet import Sheet, listed
from vpcdesign.tui.pages.inspector.surroundings import Surroundings

SHOWN = 12


def interface(sheet: Sheet, here: Surroundings, found: NetworkInterface) -> None:
    """Write the page of a network interface."""
    _addresses(sheet, found)
    _place(sheet, here, found.subnet)
    _nature(sheet, here, found)
    lists.things(sheet, here, "Security groups", found.security_groups)
    if not found.security_groups:
        sheet.group("No security group")
    subnet = here.subnet(found.subnet)
    acl, table = (here.acl_of(subnet), here.table_of(subnet)) if subnet else (None, None)
    sheet.blank()
    if table:
        sheet.fact("Route table", here.called(table.id), table.id)
    if acl:
        sheet.fact("Network ACL", here.called(acl.id), acl.id)
    behind = [
        (balancer.id, f"{group.protocol}/{group.port}" if group.port else group.protocol)
        for balancer in here.design.load_balancers
        for group in balancer.target_groups
        if any(each.target in {found.id, found.instance, found.private_ip} for each in group.targets)
    ]
    lists.things(sheet, here, "Target of", behind)
    _leading(sheet, here, found.id)


def _leading(sheet: Sheet, here: Surroundings, name: str) -> None:
    """Write the routes that lead to what seldom has any, and nothing where it has none."""
    if any(True for _ in here.leading_to(name)):
        leading_here(sheet, here, name)


def _nature(sheet: Sheet, here: Surroundings, found: NetworkInterface) -> None:
    if found.instance:
        sheet.fact("Instance", here.called(found.instance), found.instance)
    if found.kind != "interface":
        sheet.fact("Made for", found.kind.replace("_", " "))
    if found.count != 1:
        sheet.fact("Stands for", f"{found.count} alike" if found.count != "any" else "any number, alike")
    if not found.source_dest_check:
        does = {"forward": "forwards others' packets", "nat": "sends others' packets as its own", None: "takes others'"}
        sheet.fact("Appliance", does[found.appliance])
    if not found.attached:
        sheet.fact("Attached", "no: it answers nobody")
    if found.client_ports:
        sheet.fact("Calls from", listed(f"{low}-{high}" for low, high in found.client_ports))


def _addresses(sheet: Sheet, found: NetworkInterface) -> None:
    sheet.fact("Address", found.private_ip or "AWS chooses one")
    if found.public_ip:
        sheet.fact("Public", "AWS chooses one" if found.public_ip == "auto" else found.public_ip)
    for each in found.secondary_ips:
        sheet.fact("Secondary", each.private_ip, tail=each.public_ip or "")
    for address in found.ipv6_addresses:
        sheet.fact("IPv6", address)
    if found.ipv6 and not found.ipv6_addresses:
        sheet.fact("IPv6", "AWS chooses one")
    for cidr in found.prefixes:
        sheet.fact("Prefix", cidr)


def _place(sheet: Sheet, here: Surroundings, name: str) -> None:
    subnet = here.subnet(name)
    sheet.fact("Subnet", here.called(name), name, here.badge(subnet).text if subnet else "")
    if subnet:
        sheet.fact("Zone", subnet.az, f"zone:{subnet.az}")


def instance(sheet: Sheet, here: Surroundings, found: Instance) -> None:
    """Write the page of an instance: its interfaces, the primary one first."""
    sheet.fact("State", found.state)
    if found.platform:
        sheet.fact("System", found.platform)
    own = [each for each in here.design.network_interfaces if each.instance == found.id]
    sheet.group("Interfaces" if own else "No interface: it talks to nobody")
    for each in own:
        sheet.item(here.sign(each.id), here.called(each.id), each.private_ip or "", each.id)


def load_balancer(sheet: Sheet, here: Surroundings, found: LoadBalancer) -> None:
    """Write the page of a load balancer."""
    sheet.fact("Kind", found.kind)
    sheet.fact("Scheme", found.scheme)
    sheet.fact("VPC", here.called(found.vpc), found.vpc)
    sheet.group("Nodes" if found.nodes else "No node")
    for node in found.nodes:
        subnet = here.subnet(node.subnet)
        badge = here.badge(subnet) if subnet else ""
        sheet.item(badge, here.called(node.subnet), node.private_ip or "AWS chooses", node.subnet)
    sheet.group("Listeners" if found.listeners else "No listener")
    for place, each in enumerate(found.listeners):
        words = f"{each.protocol}/{each.port}"
        sheet.item("", words, f"{TO} {listed(each.target_groups)}", f"{found.id}#listeners/{place}")
    for group in found.target_groups:
        sheet.group(f"Targets of {group.id}, {group.protocol}/{group.port or '-'}")
        _targets(sheet, here, group)
    lists.things(sheet, here, "Security groups", found.security_groups)


def _targets(sheet: Sheet, here: Surroundings, group: TargetGroup) -> None:
    for each in group.targets[:SHOWN]:
        known = each.target in here.index
        state = f"port {each.port}" if each.port else each.health or ""
        sheet.item(here.sign(each.target), here.called(each.target), state, each.target if known else "")
    sheet.more(len(group.targets) - SHOWN)
    if not group.targets:
        sheet.none("nobody")


def listener(sheet: Sheet, here: Surroundings, owner: LoadBalancer, found: Listener) -> None:
    """Write the page of one listener."""
    sheet.fact("Of", here.called(owner.id), owner.id)
    sheet.fact("Answers on", f"{found.protocol}/{found.port}")
    for group in owner.target_groups:
        if group.id in found.target_groups:
            sheet.group(f"Sends to {group.id}, {group.protocol}/{group.port or '-'}")
            _targets(sheet, here, group)
    if not found.target_groups:
        sheet.group("Sends nowhere")


def target_group(sheet: Sheet, here: Surroundings, owner: LoadBalancer, found: TargetGroup) -> None:
    """Write the page of a target group."""
    sheet.fact("Of", here.called(owner.id), owner.id)
    sheet.fact("Port", f"{found.protocol}/{found.port or '-'}")
    sheet.fact("Targets are", {"ip": "addresses", "alb": "load balancers"}.get(found.kind, f"{found.kind}s"))
    sheet.group("Targets")
    _targets(sheet, here, found)


def endpoint(sheet: Sheet, here: Surroundings, found: VpcEndpoint) -> None:
    """Write the page of a VPC endpoint."""
    sheet.fact("Service", service_word(found.service))
    sheet.fact("Kind", found.kind)
    sheet.fact("VPC", here.called(found.vpc), found.vpc)
    if found.prefix_list:
        sheet.fact("Prefix list", here.called(found.prefix_list), found.prefix_list)
    if found.load_balancer:
        sheet.fact("Balancer", here.called(found.load_balancer), found.load_balancer)
    if found.kind == "interface":
        sheet.fact("Its name", "means the endpoint" if found.private_dns else "means the public service")
        sheet.fact("Answers", listed(found.answers) if found.answers is not None else "tcp/443")
    lists.things(sheet, here, "In route tables", found.route_tables)
    lists.things(sheet, here, "Nodes", [(node.subnet, node.private_ip or "AWS chooses") for node in found.nodes])
    lists.things(sheet, here, "Security groups", found.security_groups)
    _leading(sheet, here, found.id)


def firewall(sheet: Sheet, here: Surroundings, found: Firewall) -> None:
    """Write the page of a network firewall: its endpoints, and its rules in the order in which they are asked."""
    if found.vpc:
        sheet.fact("VPC", here.called(found.vpc), found.vpc)
    if found.transit_gateway:
        sheet.fact("Gateway", here.called(found.transit_gateway), found.transit_gateway)
    sheet.group("Endpoints" if found.endpoints else "No endpoint")
    for each in found.endpoints:
        sheet.item(here.sign(found.id), each.id, here.called(each.subnet), each.id)
    for words, part, lines, last in (
        ("Stateless rules", "stateless_rules", found.stateless_rules, found.stateless_default),
        ("Stateful rules", "stateful_rules", found.stateful_rules, found.stateful_default),
    ):
        sheet.group(words)
        for place, line in enumerate(lines[:SHOWN]):
            sheet.item(_act(line.action), _words(line), line.action, f"{found.id}#{part}/{place}")
        sheet.more(len(lines) - SHOWN)
        sheet.item(_act(last), "all others", last)
    if found.unreadable:
        sheet.group("Not known: answers are not proved")
        for name in found.unreadable:
            sheet.item("", name)


def _act(action: str) -> Span:
    blocks = action in {"drop", "reject"}
    return Span(BLOCKED, "blocked") if blocks else Span(ALLOWED, "allowed") if action == "pass" else Span(TO, "muted")


def _words(line: FirewallRule) -> str:
    return f"{line.protocol}/{line.ports}" if line.ports else line.protocol


def firewall_rule(sheet: Sheet, here: Surroundings, owner: Firewall, found: FirewallRule) -> None:
    """Write the page of one rule of a firewall."""
    sheet.fact("Firewall", here.called(owner.id), owner.id)
    sheet.fact("Act", found.action)
    sheet.fact("Service", _words(found))
    sheet.fact("Source", listed(found.sources, "anywhere"))
    if found.source_ports:
        sheet.fact("", f"ports {found.source_ports}")
    sheet.fact("Destination", listed(found.destinations, "anywhere"))
    if found.either_way:
        sheet.fact("Either way", "yes")
    if found.note:
        sheet.fact("Note", found.note)


def firewall_endpoint(sheet: Sheet, here: Surroundings, owner: Firewall, found: FirewallEndpoint) -> None:
    """Write the page of a firewall's endpoint in one subnet."""
    sheet.fact("Firewall", here.called(owner.id), owner.id)
    _place(sheet, here, found.subnet)
    leading_here(sheet, here, found.id)
