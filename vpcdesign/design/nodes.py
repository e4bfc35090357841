"""Nodes: a load balancer or an interface endpoint stands in a subnet under a name of its own, `front/public-a`.

Ids may hold slashes themselves, as AWS's own ARNs do, so a name is never cut at the first one.
"""

from collections.abc import Container


def holder(name: str, known: Container[str]) -> str:
    """Give the noun whose node a name is, and any other name as it stands; `known` holds the ids of the design.

    What stands before the subnet may be what a person calls the noun, which is no id.
    """
    if name not in known:
        end = name.rfind("/")
        while end > 0:
            if name[end + 1 :] in known:
                return name[:end]
            end = name.rfind("/", 0, end)
    return name
