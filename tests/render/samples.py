"""Answers made by hand, as the engine gives them: each kind of verdict, and names that mean no good."""

from dataclasses import replace

from vpcdesign.algebra import addresses, services
from vpcdesign.algebra.intervals import Intervals
from vpcdesign.network.origin import Origin
from vpcdesign.reach.trace import Blocker, Hop, Leg, LegName, Packets, Part, Question, Trace

LINUX: Intervals = ((32768, 60999),)
CUT: Intervals = ((61000, 65535),)
APP, DB, WEB = "10.20.80.10", "10.20.4.10", "198.51.100.10"
SG_APP = Origin("sg-app", "security_group", "egress", "egress[0]", "", "/egress/0")
SG_REPLY = Origin("sg-app", "security_group", "ingress", "*")
SG_DB = Origin("sg-db", "security_group", "ingress", "ingress[0]", "", "/ingress/0")
RT_APP = Origin("app-b", "route_table", "", "10.20.0.0/16", "", "")
RT_DB = Origin("db", "route_table", "", "10.20.0.0/16", "", "")
ACL_APP_OUT = Origin("acl-app", "network_acl", "egress", "110", "", "/egress/1")
ACL_APP_IN = Origin("acl-app", "network_acl", "ingress", "120", "", "/ingress/2")
ACL_DB_IN = Origin("acl-db", "network_acl", "ingress", "100", "", "/ingress/0")
ACL_DB_OUT = Origin("acl-db", "network_acl", "egress", "*", "", "")
NAT = Origin("nat-b", "nat_gateway", "", "", "", "")


def packets(source: str, destination: str, service: Intervals, source_ports: Intervals = LINUX) -> Packets:
    """Give a product of two blocks, services and ports."""
    return Packets(addresses.block(source), addresses.block(destination), service, source_ports)


OUT = packets(APP, DB, services.ports(services.TCP, 5432, 5432))
HOME = packets(DB, APP, services.ports(services.TCP, 32768, 60999), ((5432, 5432),))


def _hop(origin: Origin, because: str, packet: Packets, action: str = "permit", code: str = "") -> Hop:
    return Hop(origin, action, because, packet, None, code)


def _trace(questions: Packets, verdict: str, forward: Leg, back: Leg, blockers: tuple[Blocker, ...] = ()) -> Trace:
    asked = Question("app-2", "db-1", questions, "app-2", frozenset({"db-1"}))
    found = Trace("app-2", "db-1", (asked,), "allowed", forward, back, blockers, witness=questions)
    return replace(found, verdict=verdict)  # type: ignore[arg-type]


_THERE = (
    _hop(SG_APP, "allows tcp/5432 to sg-db", OUT),
    _hop(RT_APP, "10.20.0.0/16 → local", OUT, "route"),
    _hop(ACL_APP_OUT, "allows tcp/5432 to 10.20.4.0/22", OUT),
    _hop(ACL_DB_IN, "allows tcp/5432 from 10.20.64.0/18", OUT),
    _hop(SG_DB, "allows tcp/5432 from sg-app", OUT),
)
_STOPPED = "no outbound rule allows tcp/32768-60999 to 10.20.80.10; rule * denies"
_BACK = (
    _hop(
        Origin("sg-db", "security_group", "", "*"), "reply, stateful: let through because its packet was", HOME, "reply"
    ),
    _hop(RT_DB, "10.20.0.0/16 → local", HOME, "route"),
    _hop(ACL_DB_OUT, _STOPPED, HOME, "deny", "SUBNET_ACL_RESTRICTION"),
    _hop(ACL_APP_IN, "allows tcp/1024-65535 from 10.20.0.0/16", HOME),
    _hop(SG_REPLY, "reply, stateful: let through because its packet was", HOME, "reply"),
)


def _blocker(hop: Hop, leg: LegName) -> Blocker:
    return Blocker(hop.origin, hop.code, hop.because, leg, hop.packet)


def blocked_back() -> Trace:
    """The reply meets a network ACL that forgot it."""
    parts = (Part("app-2", "db-1", OUT, (), 1.0, ("SUBNET_ACL_RESTRICTION",)),)
    found = _trace(OUT, "blocked", Leg("allowed", _THERE), Leg("blocked", _BACK), (_blocker(_BACK[2], "return"),))
    return replace(found, fails=parts)


def allowed() -> Trace:
    """Through a NAT gateway and home."""
    web = packets(APP, WEB, services.ports(services.TCP, 443, 443))
    mapped = packets("10.20.1.10", WEB, services.ports(services.TCP, 443, 443), ((1024, 65535),))
    outside = mapped._replace(source=addresses.block("203.0.113.21"))
    home = packets(WEB, "203.0.113.21", services.ports(services.TCP, 1024, 65535), ((443, 443),))
    to_nat = home._replace(destination=addresses.block("10.20.1.10"))
    to_app = packets(WEB, APP, services.ports(services.TCP, 32768, 60999), ((443, 443),))
    route = Origin("app-b", "route_table", "", "0.0.0.0/0", "", "/routes/0")
    igw = Origin("igw", "internet_gateway")
    there = (
        _hop(SG_APP, "allows all to 0.0.0.0/0", web),
        _hop(route, "0.0.0.0/0 → nat-b", web, "route"),
        Hop(NAT, "translate", "puts its own address on the packet", web, mapped),
        Hop(igw, "translate", "maps 10.20.1.10 to 203.0.113.21", mapped, outside),
        _hop(Origin("internet", "internet"), "arrives", outside, "deliver"),
    )
    back = (
        Hop(igw, "translate", "maps 203.0.113.21 to 10.20.1.10", home, to_nat),
        Hop(NAT, "translate", "knows the connection", to_nat, to_app),
        _hop(SG_REPLY, "reply, stateful: let through because its packet was", to_app, "reply"),
    )
    found = _trace(web, "allowed", Leg("allowed", there), Leg("allowed", back))
    note = "answers of hosts on the internet are taken to come back: nothing in the design says otherwise"
    works = (Part("app-2", WEB, web, (), 1.0),)
    return replace(found, destination=WEB, works=works, notes=(note,))


def blocked_twice() -> Trace:
    """No route there, and a security group that would refuse it as well: a gap, and no packet that comes through."""
    route = Origin("app-b", "route_table", "", "", "", "")
    no_route = "no route to 10.20.4.10"
    refused = "no inbound rule allows tcp/5432 from 10.20.80.10"
    there = (
        _hop(SG_APP, "allows tcp/5432 to sg-db", OUT),
        _hop(route, no_route, OUT, "drop", "NO_ROUTE_TO_DESTINATION"),
        _hop(Origin("db-a", "subnet"), "the walk goes on in subnet db-a", OUT, "gap"),
        _hop(ACL_DB_IN, "allows tcp/5432 from 10.20.64.0/18", OUT),
        _hop(Origin("sg-db", "security_group", "ingress"), refused, OUT, "deny", "ENI_SG_RULES_MISMATCH"),
    )
    blockers = (_blocker(there[1], "forward"), _blocker(there[4], "forward"), _blocker(_BACK[2], "return"))
    return _trace(OUT, "blocked", Leg("blocked", there), Leg("blocked", _BACK), blockers)


def partial_ports() -> Trace:
    """A Windows client: part of its ports are not let home."""
    windows = OUT._replace(source_ports=((49152, 65535),))
    late = OUT._replace(source_ports=CUT)
    home = HOME._replace(services=services.ports(services.TCP, 61000, 65535))
    deny = Origin("acl-app", "network_acl", "ingress", "*")
    words = "no inbound rule allows tcp/61000-65535 from 10.20.4.10; rule * denies"
    stop = _hop(deny, words, home, "deny", "SUBNET_ACL_RESTRICTION")
    back = Leg("blocked", (_hop(RT_DB, "10.20.0.0/16 → local", home, "route"), stop))
    there = Leg("allowed", tuple(hop._replace(packet=late) for hop in _THERE))
    works = (Part("app-2", "db-1", OUT._replace(source_ports=((49152, 60999),)), (), 0.7231),)
    fails = (Part("app-2", "db-1", late, (), 0.2769, ("SUBNET_ACL_RESTRICTION",)),)
    found = _trace(windows, "partial", there, back, (_blocker(stop, "return"),))
    return replace(found, works=works, fails=fails, depends_on=("client_port",))


def partial_targets() -> Trace:
    """A load balancer, one of whose targets refuses."""
    found = blocked_twice()
    works = (Part("internet", "front", OUT, (("target", "app-1"),), 1.0),)
    fails = (
        Part("internet", "front", OUT, (("target", "app-2"), ("zone", "eu-west-1b")), 1.0, ("ENI_SG_RULES_MISMATCH",)),
    )
    return replace(found, verdict="partial", works=works, fails=fails, depends_on=("target", "zone"))


def partial_services() -> Trace:
    """All services were asked, some pass."""
    everything = OUT._replace(services=services.ALL)
    passing = ((services.TCP << 16 | 22, services.TCP << 16 | 22), (services.TCP << 16 | 443, services.TCP << 16 | 443))
    refused = "no inbound rule allows tcp/0-21 from 10.20.80.10"
    stop = _hop(Origin("sg-db", "security_group", "ingress"), refused, OUT, "deny", "ENI_SG_RULES_MISMATCH")
    works = (Part("app-2", "db-1", everything._replace(services=passing), (), 1.0),)
    rest = ((0, passing[0][0] - 1), (passing[0][1] + 1, passing[1][0] - 1), (passing[1][1] + 1, services.ALL[0][1]))
    fails = (Part("app-2", "db-1", everything._replace(services=rest), (), 1.0, ("ENI_SG_RULES_MISMATCH",)),)
    found = _trace(everything, "partial", Leg("blocked", (_THERE[0], stop)), Leg("allowed", _BACK[:2]))
    return replace(found, blockers=(_blocker(stop, "forward"),), works=works, fails=fails, depends_on=("service",))


def unknown() -> Trace:
    """A firewall whose rules cannot be read."""
    firewall = Origin("inspect", "firewall", "", "suricata-rules")
    met = _hop(firewall, "the rules of its group suricata-rules cannot be read", OUT, "unknown")
    return _trace(OUT, "unknown", Leg("unknown", (_THERE[0], met, _THERE[4])), Leg("allowed", _BACK[:2]))


def no_packet() -> Trace:
    """A question that no packet is in."""
    found = _trace(OUT, "blocked", Leg("blocked", ()), Leg("blocked", ()))
    return replace(
        found, questions=(), witness=None, reason="app-2 has no public address, so nothing outside can ask for it"
    )


def no_answer() -> Trace:
    """A message that nobody answers, between neighbours."""
    unreachable = OUT._replace(services=services.icmp(services.ICMP, 3, 4), source_ports=services.ALL_PORTS)
    there = (_hop(SG_APP, "allows all to 0.0.0.0/0", unreachable), _hop(SG_DB, "allows icmp/3/4", unreachable))
    return _trace(unreachable, "allowed", Leg("allowed", there), Leg("allowed", ()))


def hostile() -> Trace:
    """Names that clear the screen, turn the reading order, speak markup, and are as long as names may be."""
    red = Origin("sg-\x1b[2J\x07" + "x" * 90, "security_group", "ingress", "[bold]ingress[0]\n", "", "/ingress/0")
    words = "\u202eallow\u202c [red]all[/red] \x9b31m \u2066 日本語の名前 from " + "y" * 200
    stop = _hop(red, words, OUT, "deny", "ENI_SG_RULES_MISMATCH")
    found = _trace(
        OUT, "blocked", Leg("blocked", (stop, *_THERE)), Leg("allowed", _BACK[:2]), (_blocker(stop, "forward"),)
    )
    return replace(found, source="web\r\n\x1b]0;title\x07", notes=("\x1b[31mnote\u200b",))


SAMPLES = {
    made.__name__: made
    for made in (
        allowed,
        blocked_back,
        blocked_twice,
        partial_ports,
        partial_targets,
        partial_services,
        unknown,
        no_packet,
        no_answer,
        hostile,
    )
}
