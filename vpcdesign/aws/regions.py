"""The Regions: where each is, and how many Availability Zones it has (Regions and Zones: available Regions).

A list that ages: what is not in it is taken as it is written, and more zones than it knows are only remarked on.
"""

from types import MappingProxyType
from typing import NamedTuple


class Region(NamedTuple):
    """Where a Region is, and how many zones it has."""

    place: str
    zones: int


REGIONS = MappingProxyType(
    {
        "af-south-1": Region("Cape Town", 3),
        "ap-east-1": Region("Hong Kong", 3),
        "ap-east-2": Region("Taipei", 3),
        "ap-northeast-1": Region("Tokyo", 4),
        "ap-northeast-2": Region("Seoul", 4),
        "ap-northeast-3": Region("Osaka", 3),
        "ap-south-1": Region("Mumbai", 3),
        "ap-south-2": Region("Hyderabad", 3),
        "ap-southeast-1": Region("Singapore", 3),
        "ap-southeast-2": Region("Sydney", 3),
        "ap-southeast-3": Region("Jakarta", 3),
        "ap-southeast-4": Region("Melbourne", 3),
        "ap-southeast-5": Region("Malaysia", 3),
        "ap-southeast-6": Region("New Zealand", 3),
        "ap-southeast-7": Region("Thailand", 3),
        "ca-central-1": Region("Canada, Central", 3),
        "ca-west-1": Region("Calgary", 3),
        "cn-north-1": Region("Beijing", 3),
        "cn-northwest-1": Region("Ningxia", 3),
        "eu-central-1": Region("Frankfurt", 3),
        "eu-central-2": Region("Zurich", 3),
        "eu-north-1": Region("Stockholm", 3),
        "eu-south-1": Region("Milan", 3),
        "eu-south-2": Region("Spain", 3),
        "eu-west-1": Region("Ireland", 3),
        "eu-west-2": Region("London", 3),
        "eu-west-3": Region("Paris", 3),
        "il-central-1": Region("Tel Aviv", 3),
        "me-central-1": Region("UAE", 3),
        "me-south-1": Region("Bahrain", 3),
        "mx-central-1": Region("Mexico", 3),
        "sa-east-1": Region("Sao Paulo", 3),
        "us-east-1": Region("N. Virginia", 6),
        "us-east-2": Region("Ohio", 3),
        "us-gov-east-1": Region("US East, GovCloud", 3),
        "us-gov-west-1": Region("US West, GovCloud", 3),
        "us-west-1": Region("N. California", 3),
        "us-west-2": Region("Oregon", 4),
    }
)
