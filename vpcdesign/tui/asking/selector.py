"""Who is meant by an element of the screen: its selector, as the command line would be told it."""

from vpcdesign.design.index import Index

_GROUPS = {
    "subnets": "subnet:",
    "vpcs": "vpc:",
    "security_groups": "sg:",
    "load_balancers": "lb:",
    "network_interfaces": "",
    "instances": "",
    "on_premises": "",
    "vpc_endpoints": "",
}


def selector_of(index: Index, selection: str) -> str:
    """Give the selector of a selection; empty when it neither sends nor receives."""
    name = selection.partition("#")[0]
    kind, colon, rest = name.partition(":")
    if name == "internet":
        return "internet"
    if colon and kind in {"zone", "tier", "block"} and name not in index:
        return {"zone": f"az:{rest}", "tier": f"tier:{rest}", "block": rest}[kind]
    if name not in index:
        return ""
    prefix = _GROUPS.get(index.kind_of(name))
    return "" if prefix is None else prefix + name
