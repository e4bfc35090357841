"""What nouns are called where people read, and the tags that selectors know them by."""

from vpcdesign.design.noun import Noun

STAND_IN = "stand-in:"
"""How the id of an interface begins that stands in for an empty subnet."""


def words(noun: Noun) -> tuple[str, ...]:
    """Give what a noun is called: its id, and its name."""
    return (noun.id, noun.name) if noun.name and noun.name != noun.id else (noun.id,)


def label(noun: Noun, holder: Noun | None = None) -> str:
    """Name a noun so that a person knows it and nobody else bears the same: `web-1 (eni-0a1)`."""
    name = noun.name or (holder.name or holder.id if holder else None)
    return f"{name} ({noun.id})" if name and name != noun.id else noun.id


def tags(*nouns: Noun | None) -> tuple[tuple[str, str], ...]:
    """Give the tags of the nouns; a name counts as the tag `Name`, which is where AWS keeps it."""
    found: dict[tuple[str, str], None] = {}
    for noun in nouns:
        if noun is not None:
            found.update(dict.fromkeys(noun.tags.items()))
            if noun.name and "Name" not in noun.tags:
                found["Name", noun.name] = None
    return tuple(found)
