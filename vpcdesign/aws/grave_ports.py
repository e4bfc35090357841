"""Ports that nobody means to show the internet: administration, and databases by their well-known names."""

from vpcdesign.aws.services import SERVICE_NAMES

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

GRAVE: dict[str, str] = {name: SERVICE_NAMES[name] for name in ("ssh", "rdp", *_DATABASES)}
"""What each is called, and its services as selectors write them."""
