"""AWS's manuals, by the short names under which this program cites them."""

import re

GUIDES: dict[str, str] = {
    "UG": "Amazon VPC User Guide",
    "EC2": "Amazon EC2 User Guide",
    "TGW": "Transit Gateways Guide",
    "PEER": "VPC Peering Guide",
    "PL": "AWS PrivateLink Guide",
    "VPN": "Site-to-Site VPN User Guide",
    "DX": "Direct Connect User Guide",
    "ELB": "Elastic Load Balancing User Guide",
    "ALB": "Application Load Balancers Guide",
    "NLB": "Network Load Balancers Guide",
    "GWLB": "Gateway Load Balancers Guide",
    "CLB": "Classic Load Balancers Guide",
    "NFW": "Network Firewall Developer Guide",
    "RA": "Reachability Analyzer Guide",
    "API": "Amazon EC2 API Reference",
}

CITED = re.compile(rf"\b({'|'.join(GUIDES)})\b(?=[:,])")
"""A short name where it is cited: before a colon, or in a list of names before one."""


def spelled_out(source: str) -> str:
    """Give a citation with the manuals' full names."""
    return CITED.sub(lambda found: GUIDES[found[1]], source)
