"""Ports that nobody means to show the internet: administration, and databases by their well-known names."""

from vpcdesign.algebra.intervals import Intervals, of, overlap, union
from vpcdesign.algebra.services import TCP, UDP, ports
from vpcdesign.aws.services import SERVICE_NAMES

ADMINISTRATION: dict[str, Intervals] = {
    "ssh": ports(TCP, 22, 22),
    "rdp": union(ports(TCP, 3389, 3389), ports(UDP, 3389, 3389)),
}
_DATABASES = (
    "cassandra",
    "elasticsearch",
    "memcached",
    "mongodb",
    "mssql",
    "mysql",
    "oracle",
    "postgres",
    "redis",
    "redshift",
)


def _named(name: str) -> Intervals:
    numbers = {"tcp": TCP, "udp": UDP}
    places = [word.partition("/") for word in SERVICE_NAMES[name].split(",")]
    return of(pair for protocol, _, port in places for pair in ports(numbers[protocol], int(port), int(port)))


GRAVE: dict[str, Intervals] = {**ADMINISTRATION, **{name: _named(name) for name in _DATABASES}}
"""What each is called, and its services."""


def grave(services: Intervals) -> tuple[str, ...]:
    """Name the grave ports that a set of services holds."""
    return tuple(name for name, its in GRAVE.items() if overlap(services, its))
