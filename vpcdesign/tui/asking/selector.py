"""Who is meant by an element of the screen: its selector, as the command line would be told it."""

from vpcdesign.design.index import Index
from vpcdesign.tui.asking.calling import Calling

PLACES = {"zone": "az:", "tier": "tier:", "block": ""}


def selector_of(index: Index, calling: Calling, selection: str) -> str:
    """Give the selector of a selection; empty when it neither sends nor receives."""
    name = selection.partition("#")[0]
    kind, colon, rest = name.partition(":")
    if name == "internet":
        return "internet"
    if colon and kind in PLACES and name not in index:
        return PLACES[kind] + rest
    noun = index.by_id.get(name)
    return calling.word(index.kind_of(name), noun) if noun is not None else ""
