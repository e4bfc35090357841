"""Network firewalls, their policies and rule groups, from AWS's documents (NFW: rules evaluation).

Only rules that say a 5-tuple are carried over. A group with any other rule, or one that nobody described, is named in
`unreadable` with all its rules left out: what reaches it is unknown, never guessed.
"""

from collections.abc import Iterator
from itertools import product
from typing import Literal

from vpcdesign.design.firewalls import Firewall, FirewallEndpoint, FirewallRule
from vpcdesign.design.words import quoted
from vpcdesign.formats.aws_describe.documents import Record
from vpcdesign.formats.aws_describe.estate import Estate
from vpcdesign.formats.aws_describe.reading import Raw, block, name, need, number, part, parts, tags, text, texts, word
from vpcdesign.formats.aws_describe.suricata import Header, NotPlain, Variables, rules_of, rules_of_text
from vpcdesign.formats.aws_describe.vpcs import blocks_of

Stateless = Literal["pass", "drop", "forward"]
STATELESS: dict[str, Stateless] = {"aws:pass": "pass", "aws:drop": "drop", "aws:forward_to_sfe": "forward"}
DROPS = {"aws:drop_strict", "aws:drop_established", "aws:drop_established_app_layer"}
NUMBERS = {1: "icmp", 6: "tcp", 17: "udp", 58: "icmpv6"}
MANAGED = "AWSNetworkFirewallManaged"
"""The tag on endpoints that a network firewall made."""


def firewalls(estate: Estate) -> tuple[Firewall, ...]:
    tagged = _tagged(estate)
    described = estate.build("Firewall", lambda estate, record: _firewall(estate, record, tagged.get(record.id, {})))
    seen = {endpoint.id for firewall in described for endpoint in firewall.endpoints}
    unseen = {id_: records for id_, records in sorted(tagged.items()) if not seen & records.keys()}
    return (*described, *(_undescribed(estate, id_, records) for id_, records in unseen.items()))


def _firewall(estate: Estate, record: Record, tagged: dict[str, Record]) -> Firewall | None:
    """Read a firewall; `tagged` are the endpoints that say they are its, whatever it says itself."""
    raw, status = part(record.raw, "Firewall"), part(record.raw, "FirewallStatus")
    if word(status, "Status") == "deleting":
        return None
    endpoints = list(_endpoints(estate, record.id, part(status, "SyncStates")))
    for other in estate.records("VpcEndpointAssociation"):
        with estate.reading(other):
            if text(part(other.raw, "VpcEndpointAssociation"), "FirewallArn") == record.id:
                states = part(part(other.raw, "VpcEndpointAssociationStatus"), "AssociationSyncState")
                endpoints += _endpoints(estate, record.id, states)
    known = {endpoint.id for endpoint in endpoints}
    endpoints += [_endpoint(estate, each) for id_, each in tagged.items() if id_ not in known]
    bare = Firewall(
        id=record.id,
        name=text(raw, "FirewallName") or name(raw),
        tags=tags(raw),
        vpc=text(raw, "VpcId"),
        transit_gateway=text(raw, "TransitGatewayId"),
        endpoints=tuple(sorted(endpoints, key=lambda endpoint: endpoint.id)),
    )
    return _with_policy(estate, bare, need(raw, "FirewallPolicyArn"))


def _endpoints(estate: Estate, about: str, states: Raw) -> Iterator[FirewallEndpoint]:
    for zone in sorted(states):
        attachment = part(part(states, zone), "Attachment")
        id_, subnet = text(attachment, "EndpointId"), text(attachment, "SubnetId")
        if id_ is None or subnet is None:
            estate.note(about, f"its endpoint in {zone} was not there yet: left out")
            continue
        if word(attachment, "Status") not in {"", "ready"}:
            estate.note(about, f"its endpoint {quoted(id_)} was {quoted(word(attachment, 'Status'))}: taken as ready")
        yield FirewallEndpoint(id=id_, subnet=subnet)
        _claim_interfaces(estate, id_)


def _claim_interfaces(estate: Estate, endpoint: str) -> None:
    record = estate.documents.of("VpcEndpoints").get(endpoint)
    for id_ in texts(record.raw, "NetworkInterfaceIds") if record is not None else ():
        estate.claim(id_)


def _tagged(estate: Estate) -> dict[str, dict[str, Record]]:
    """Give the endpoints that say they are a firewall's, by the firewall that they name."""
    found: dict[str, dict[str, Record]] = {}
    for record in estate.records("VpcEndpoints"):
        with estate.reading(record):
            said = tags(record.raw)
            if (
                said.get(MANAGED) == "true"
                and word(record.raw, "State") == "available"
                and texts(record.raw, "SubnetIds")
            ):
                found.setdefault(said.get("Firewall") or f"firewall of {record.id}", {})[record.id] = record
    return found


def _endpoint(estate: Estate, record: Record) -> FirewallEndpoint:
    _claim_interfaces(estate, record.id)
    return FirewallEndpoint(id=record.id, subnet=texts(record.raw, "SubnetIds")[0])


def _undescribed(estate: Estate, id_: str, records: dict[str, Record]) -> Firewall:
    """Make a firewall of its endpoints: what its rules are is unknown."""
    estate.note(id_, "this network firewall was not collected: what passes it is unknown")
    vpcs = [text(record.raw, "VpcId") for record in records.values()]
    endpoints = tuple(_endpoint(estate, record) for record in records.values())
    return Firewall(id=id_, vpc=vpcs[0], endpoints=endpoints, unreadable=("firewall policy",))


# --- policies -----------------------------------------------------------------------------------------------------


def _with_policy(estate: Estate, firewall: Firewall, arn: str) -> Firewall:
    record = estate.documents.of("FirewallPolicy").get(arn)
    if record is None:
        estate.note(firewall.id, f"its policy {quoted(arn)} was not collected: what passes it is unknown")
        return firewall.model_copy(update={"unreadable": (arn,)})
    policy = part(record.raw, "FirewallPolicy")
    home = _home(estate, firewall)
    variables = _ip_sets(part(policy, "PolicyVariables")) if "PolicyVariables" in policy else {}
    blocks = ({"HOME_NET": home} if home else {}) | variables
    stateless, blind = _groups(estate, policy, "StatelessRuleGroupReferences", blocks)
    stateful, blinder = _groups(estate, policy, "StatefulRuleGroupReferences", blocks)
    for group in (*blind, *blinder):
        estate.note(
            firewall.id, f"the rules of {quoted(group)} are unknown or no 5-tuples: what reaches them is unknown"
        )
    strict = word(part(policy, "StatefulEngineOptions"), "RuleOrder") == "strict_order"
    defaults = [STATELESS[each] for each in texts(policy, "StatelessDefaultActions") if each in STATELESS]
    drops = strict and any(each in DROPS for each in texts(policy, "StatefulDefaultActions"))
    return firewall.model_copy(
        update={
            "stateless_rules": tuple(stateless),
            "stateless_default": defaults[0] if defaults else "forward",
            "stateful_rules": tuple(stateful),
            "stateful_order": "strict" if strict else "action",
            "stateful_default": "drop" if drops else "pass",
            "unreadable": (*blind, *blinder),
        }
    )


def _home(estate: Estate, firewall: Firewall) -> tuple[str, ...]:
    """Give `$HOME_NET` as it is unless somebody sets it: the blocks of the firewall's VPC (NFW: rule variables)."""
    record = estate.documents.of("Vpcs").get(firewall.vpc or "")
    return blocks_of(record.raw) if record is not None else ()


def _groups(
    estate: Estate, policy: Raw, key: str, home: dict[str, tuple[str, ...]]
) -> tuple[list[FirewallRule], list[str]]:
    """Give the rules of the groups in their order, and the names of the groups that cannot be read."""
    rules: list[FirewallRule] = []
    unreadable: list[str] = []
    for reference in sorted(parts(policy, key), key=lambda each: number(each, "Priority") or 0):
        arn = need(reference, "ResourceArn")
        record = estate.documents.of("RuleGroup").get(arn)
        try:
            if record is None or part(reference, "Override"):
                raise NotPlain  # noqa: TRY301 - the same word for every way in which a group is out of reach
            group = part(record.raw, "RuleGroup")
            rules += _stateless(group) if key.startswith("Stateless") else _stateful(group, home)
        except NotPlain:
            unreadable.append(arn)
    return rules, unreadable


# --- rule groups --------------------------------------------------------------------------------------------------


def _stateless(group: Raw) -> list[FirewallRule]:
    source = part(part(group, "RulesSource"), "StatelessRulesAndCustomActions")
    found: list[FirewallRule] = []
    for rule in sorted(parts(source, "StatelessRules"), key=lambda each: number(each, "Priority") or 0):
        definition = part(rule, "RuleDefinition")
        actions = [STATELESS[each] for each in texts(definition, "Actions") if each in STATELESS]
        match = part(definition, "MatchAttributes")
        if parts(match, "TCPFlags") or not actions:
            raise NotPlain
        for protocol, here, there in product(
            _protocols(match), _ranges(match, "Source"), _ranges(match, "Destination")
        ):
            found.append(
                FirewallRule(
                    action=actions[0],
                    protocol=protocol,
                    sources=_addresses(match, "Sources"),
                    source_ports=here,
                    destinations=_addresses(match, "Destinations"),
                    ports=there,
                )
            )
    return found


def _protocols(match: Raw) -> list[str]:
    value = match.get("Protocols") or []
    numbers = [each for each in value if isinstance(each, int)] if isinstance(value, list) else []
    return [NUMBERS.get(each, str(each)) for each in numbers] or ["all"]


def _addresses(match: Raw, key: str) -> tuple[str, ...]:
    """Give the blocks of one side; none stands for every address, and so does a block that is all of IPv4 and IPv6."""
    return tuple(found for each in parts(match, key) if (found := block(each, "AddressDefinition")) is not None)


def _ranges(match: Raw, side: str) -> list[str | None]:
    found: list[str | None] = []
    for each in parts(match, f"{side}Ports"):
        low, high = number(each, "FromPort") or 0, number(each, "ToPort")
        found.append(str(low) if high is None or high == low else f"{low}-{high}")
    return found or [None]


def _stateful(group: Raw, home: dict[str, tuple[str, ...]]) -> list[FirewallRule]:
    source = part(group, "RulesSource")
    said = part(group, "RuleVariables")
    sets = {key: texts(part(part(said, "PortSets"), key), "Definition") for key in part(said, "PortSets")}
    variables = Variables(blocks=home | _ip_sets(said), ports=sets)
    if part(source, "RulesSourceList") or part(group, "ReferenceSets"):
        raise NotPlain
    written = text(source, "RulesString")
    found = list(rules_of_text(written, variables)) if written is not None else []
    for rule in parts(source, "StatefulRules"):
        # AWS has been seen to write `sid` with its setting beside it, and `sid:1`.
        keywords = {need(option, "Keyword").partition(":")[0] for option in parts(rule, "RuleOptions")}
        if not keywords <= {"sid", "rev", "msg"}:
            raise NotPlain
        head = part(rule, "Header")
        header = Header(
            action=need(rule, "Action"),
            protocol=need(head, "Protocol"),
            source=need(head, "Source"),
            source_port=need(head, "SourcePort"),
            way=need(head, "Direction"),
            destination=need(head, "Destination"),
            port=need(head, "DestinationPort"),
        )
        found += rules_of(header, variables)
    return found


def _ip_sets(said: Raw) -> dict[str, tuple[str, ...]]:
    """Give the named sets of blocks of a policy or a group."""
    key = "IPSets" if "IPSets" in said else "RuleVariables"
    sets = part(said, key)
    return {each: texts(part(sets, each), "Definition") for each in sets}
