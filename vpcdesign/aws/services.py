"""Well-known services by name, as a rule or a question may write them.

The values are written as selectors write services (`tcp/443`, `udp/53`, comma lists) and never name each other, so a
name is replaced once and done.
"""

SERVICE_NAMES: dict[str, str] = {
    "amqp": "tcp/5672",
    "amqps": "tcp/5671",
    "bgp": "tcp/179",
    "cassandra": "tcp/9042",
    "dhcp": "udp/67-68",
    "dns": "tcp/53,udp/53",
    "docdb": "tcp/27017",
    "elasticsearch": "tcp/9200",
    "etcd": "tcp/2379-2380",
    "ftp": "tcp/20-21",
    "geneve": "udp/6081",
    "grpc": "tcp/50051",
    "http": "tcp/80",
    "http-alt": "tcp/8080",
    "https": "tcp/443",
    "https-alt": "tcp/8443",
    "imap": "tcp/143",
    "imaps": "tcp/993",
    "ipsec": "udp/500,udp/4500,50",
    "kafka": "tcp/9092,tcp/9094,tcp/9096,tcp/9098",
    "kerberos": "tcp/88,udp/88",
    "kubernetes": "tcp/6443",
    "ldap": "tcp/389,udp/389",
    "ldaps": "tcp/636",
    "mariadb": "tcp/3306",
    "memcached": "tcp/11211,udp/11211",
    "mongodb": "tcp/27017",
    "mqtt": "tcp/1883",
    "mqtts": "tcp/8883",
    "mssql": "tcp/1433",
    "mysql": "tcp/3306",
    "nfs": "tcp/2049",
    "ntp": "udp/123",
    "opensearch": "tcp/9200",
    "openvpn": "udp/1194",
    "oracle": "tcp/1521",
    "ping": "icmp/8",
    "ping6": "icmpv6/128",
    "pop3": "tcp/110",
    "pop3s": "tcp/995",
    "postgres": "tcp/5432",
    "postgresql": "tcp/5432",
    "rabbitmq": "tcp/5671-5672",
    "radius": "udp/1812-1813",
    "rdp": "tcp/3389,udp/3389",
    "redis": "tcp/6379",
    "redshift": "tcp/5439",
    "rpc": "tcp/135",
    "sip": "tcp/5060,udp/5060",
    "smb": "tcp/445",
    "smtp": "tcp/25",
    "smtps": "tcp/465",
    "snmp": "udp/161",
    "ssh": "tcp/22",
    "submission": "tcp/587",
    "syslog": "udp/514",
    "telnet": "tcp/23",
    "tftp": "udp/69",
    "valkey": "tcp/6379",
    "vnc": "tcp/5900",
    "vxlan": "udp/4789",
    "winrm": "tcp/5985-5986",
    "wireguard": "udp/51820",
    "zookeeper": "tcp/2181",
}
"""Name to services (IANA Service Name and Transport Protocol Port Number Registry; the vendors' defaults)."""

PROTOCOL_NAMES: dict[str, int] = {
    "icmp": 1,
    "igmp": 2,
    "ipip": 4,
    "tcp": 6,
    "udp": 17,
    "ipv6": 41,
    "gre": 47,
    "esp": 50,
    "ah": 51,
    "icmpv6": 58,
    "ospf": 89,
    "sctp": 132,
}
"""Protocols that have a name here (IANA Protocol Numbers); any other is written as its number."""

GATEWAY_ENDPOINT_SERVICES: tuple[str, ...] = ("s3", "dynamodb")
"""The services that have gateway endpoints (PL: gateway endpoints)."""


def service_word(service: str) -> str:
    """Give the last word of AWS's name of a service: `com.amazonaws.eu-west-1.s3` is `s3`."""
    return service.rpartition(".")[2]
