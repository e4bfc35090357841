"""Attaches an endpoint: a gateway one in route tables, an interface one in subnets, or one in front of appliances.

A gateway endpoint's route is AWS's own work: it is there for every table that the endpoint names, and is written into
the table only because people look for it there (PL: gateway endpoints).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vpcdesign.aws.services import GATEWAY_ENDPOINT_SERVICES, service_word
from vpcdesign.design.endpoints import EndpointNode, VpcEndpoint
from vpcdesign.design.filters import IngressRule, SecurityGroup
from vpcdesign.design.routing import PrefixList, Route
from vpcdesign.design.vpcs import Subnet, Vpc
from vpcdesign.planning.attach import ways
from vpcdesign.planning.attach.naming import name_for
from vpcdesign.planning.attach.step import Guide, Work, listed
from vpcdesign.planning.attach.vicinity import EVERYWHERE, Vicinity, called
from vpcdesign.planning.demand import letter
from vpcdesign.planning.form import Blank, Option

SERVICES = (
    "s3",
    "dynamodb",
    "ssm",
    "ec2messages",
    "ssmmessages",
    "ecr.api",
    "ecr.dkr",
    "logs",
    "kms",
    "sts",
    "sqs",
    "sns",
)
"""What is offered; any other service may be typed."""

NEW = "new"
ANY = "any"


@dataclass(frozen=True, slots=True)
class Answers:
    """What kind for what service, where it stands, who may use it."""

    vpc: Vpc
    kind: str
    service: str
    name: str
    tables: tuple[str, ...] = ()
    homes: tuple[Subnet, ...] = ()
    group: str = ""
    balancer: str = ""
    routes: tuple[ways.Way, ...] = ()


def asks(blank: Blank, here: Vicinity) -> Answers:
    """Ask for the kind first: everything else depends on it."""
    vpc = here.vpc(blank)
    appliances = [one.id for one in here.design.load_balancers if one.kind == "gateway"]
    why = "" if appliances else "there is no Gateway Load Balancer in this design"
    kind = blank.choice(
        "kind",
        "Kind",
        [
            Option("gateway", "gateway, in route tables"),
            Option("interface", "interface, in subnets"),
            Option("gateway-load-balancer", "in front of appliances", why),
        ],
        "gateway",
    )
    if kind == "gateway":
        return _gateway(blank, here, vpc)
    if kind == "interface":
        return _interface(blank, here, vpc)
    return _appliance(blank, here, vpc, appliances)


def _gateway(blank: Blank, here: Vicinity, vpc: Vpc) -> Answers:
    word = blank.choice("service", "Service", [Option(one, one) for one in GATEWAY_ENDPOINT_SERVICES], "s3")
    name = name_for(blank, here, word)
    taken = {
        table: one.id
        for one in here.design.vpc_endpoints
        if one.kind == "gateway" and service_word(one.service) == word
        for table in one.route_tables
    }
    written = {one.id for one in here.design.route_tables}
    options, default = [], []
    for table, users in here.tables(vpc.id).items():
        why = f"{taken[table]} serves it already (RouteAlreadyExists)" if table in taken else ""
        options.append(Option(table, f"{called(table, users)} → {name}", why))
        if users and table in written and not any(here.is_public(one) for one in users):
            default.append(table)
    tables = blank.ticks("tables", "Routes it adds", options, default)
    blank.aside("tables", f"pl-{word}")
    if not tables:
        blank.notes.append("no table leads to it: nobody uses it yet")
    return Answers(vpc, "gateway", f"com.amazonaws.{vpc.region}.{word}", name, tables)


def _interface(blank: Blank, here: Vicinity, vpc: Vpc) -> Answers:
    typed = blank.text("service", "Service", "ssm", SERVICES)
    service = typed if "." in typed and typed.startswith(("com.", "aws.")) else f"com.amazonaws.{vpc.region}.{typed}"
    if not typed:
        blank.wrong(
            "service", "write a service: ssm, ecr.api, or a name like com.amazonaws.vpce.eu-west-1.vpce-svc-0a1"
        )
    name = name_for(blank, here, f"vpce-{typed.replace('.', '-')}" if typed and len(typed) < 20 else "vpce")
    homes = homes_a_zone(blank, here, vpc, "DuplicateSubnetsInSameZone")
    group = group_for(blank, here, vpc, "its own: https from the VPC")
    if not (vpc.dns_support and vpc.dns_hostnames):
        blank.notes.append(f"its private name needs DNS support and DNS hostnames, and {vpc.id} has not both on")
    return Answers(vpc, "interface", service, name, homes=homes, group=group)


def homes_a_zone(blank: Blank, here: Vicinity, vpc: Vpc, code: str) -> tuple[Subnet, ...]:
    """Ask for subnets, one a zone at most: private ones are proposed (PL: interface endpoints)."""
    able = [one for one in here.subnets(vpc.id) if one.cidr is not None]
    private = ways.inner(here, able)
    wanted = here.one_a_zone(private or able)
    chosen = blank.ticks(
        "in", "In subnets", [Option(one.id, f"{one.id} {one.az}") for one in able], [o.id for o in wanted]
    )
    homes = tuple(one for one in able if one.id in chosen)
    zones: dict[str, str] = {}
    for one in homes:
        if (first := zones.setdefault(one.az, one.id)) != one.id:
            blank.wrong("in", f"AWS refuses {one.id}: {first} is in {one.az} already ({code}).")
    if not homes:
        blank.wrong("in", "choose a subnet in each zone that is to have it")
    return homes


def group_for(blank: Blank, here: Vicinity, vpc: Vpc, own: str) -> str:
    """Ask for a security group: a new one, or one of the VPC."""
    groups = [one for one in here.design.security_groups if vpc.id in {one.vpc, *one.associated_vpcs}]
    options = [Option(NEW, own), *(Option(one.id, one.id) for one in groups)]
    return blank.choice("group", "Security group", options, NEW)


def _appliance(blank: Blank, here: Vicinity, vpc: Vpc, appliances: Sequence[str]) -> Answers:
    balancer = blank.choice("balancer", "Appliances", [Option(one, one) for one in appliances])
    name = name_for(blank, here, "gwlbe")
    homes = homes_a_zone(blank, here, vpc, "InvalidParameter")
    own = {here.table_of(one) for one in homes}
    found = []
    for table, users in here.tables(vpc.id).items():
        if users and table not in own:
            target = next((one for one in homes if one.az == users[0].az), homes[0] if homes else None)
            if target is not None:
                who, shown = called(table, users), f"{name}-{letter(target.az)}"
                found.append(ways.Way(table, vpc.id, EVERYWHERE[0], target.id, who, meant=False, shown=shown))
    routes = ways.ask(blank, here, found)
    blank.notes.append("what comes back has to cross the same endpoint: give the other side its route as well")
    return Answers(vpc, "gateway-load-balancer", "appliances", name, (), homes, balancer=balancer, routes=tuple(routes))


def writes(work: Work, answers: Answers) -> None:
    """Make the endpoint, with what it needs."""
    if answers.kind == "gateway":
        _write_gateway(work, answers)
    elif answers.kind == "interface":
        group = answers.group if answers.group != NEW else own_group(work, answers.vpc, answers.name)
        nodes = tuple(EndpointNode(subnet=one.id) for one in answers.homes)
        made = VpcEndpoint(
            id=answers.name,
            vpc=answers.vpc.id,
            kind="interface",
            service=answers.service,
            nodes=nodes,
            security_groups=(group,),
            private_dns=answers.vpc.dns_support and answers.vpc.dns_hostnames,
        )
        work.add("vpc_endpoints", made)
        work.title = f"Attach endpoint {answers.name} in {_subnets(answers.homes)}"
    else:
        _write_appliances(work, answers)


def _subnets(homes: Sequence[Subnet]) -> str:
    return listed([one.id for one in homes]) if len(homes) < 3 else f"{len(homes)} subnets"


def own_group(work: Work, vpc: Vpc, name: str) -> str:
    """Make a group that lets the VPC's own addresses in on https."""
    lines = tuple(IngressRule(protocol="tcp", ports="443", source=cidr) for cidr in (*vpc.cidrs, *vpc.ipv6_cidrs))
    group = SecurityGroup(id=work.name(f"sg-{name}"), vpc=vpc.id, ingress=lines, egress=())
    work.add("security_groups", group)
    return group.id


def _write_gateway(work: Work, answers: Answers) -> None:
    word = service_word(answers.service)
    region = answers.vpc.region
    known = (
        one.id
        for one in work.design.prefix_lists
        if one.service in {answers.service, word} and one.region in {region, None}
    )
    listed_ = next(known, None)
    made = VpcEndpoint(
        id=answers.name,
        vpc=answers.vpc.id,
        kind="gateway",
        service=answers.service,
        prefix_list=listed_ or work.name(f"pl-{word}"),
    )
    work.add("vpc_endpoints", made)
    if listed_ is None:
        work.add("prefix_lists", PrefixList(id=str(made.prefix_list), region=region, service=answers.service))
        work.notes.append(
            f"{made.prefix_list} has no blocks yet, so it matches nothing: AWS publishes those of {word} in {region}"
        )
    tables = []
    for name in answers.tables:
        table = work.table(name, answers.vpc.id)
        tables.append(table.id)
        kept = tuple(one for one in table.routes if one.destination != made.prefix_list)
        route = Route(destination=str(made.prefix_list), target=made.id)
        work.put("route_tables", table.model_copy(update={"routes": (*kept, route)}))
    work.put("vpc_endpoints", made.model_copy(update={"route_tables": tuple(tables)}))
    work.title = f"Attach {word} by gateway endpoint {answers.name}"


def _write_appliances(work: Work, answers: Answers) -> None:
    """Make an endpoint for each zone: one that leads to appliances stands in one subnet (PL: GWLB endpoints)."""
    names: dict[str, str] = {}
    for home in answers.homes:
        names[home.id] = work.name(f"{answers.name}-{letter(home.az)}")
        made = VpcEndpoint(
            id=names[home.id],
            vpc=answers.vpc.id,
            kind="gateway-load-balancer",
            service=answers.service,
            nodes=(EndpointNode(subnet=home.id),),
            load_balancer=answers.balancer,
            private_dns=False,
        )
        work.add("vpc_endpoints", made)
    ways.add(work, answers.routes, names)
    work.title = f"Attach endpoints of {answers.balancer} in {_subnets(answers.homes)}"


GUIDE = Guide("attach.endpoint", "Attach endpoint", asks, writes)
