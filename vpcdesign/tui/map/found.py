"""What a filter keeps of a design: everything that says every word that was typed."""

from vpcdesign.design.document import Design


def matching(design: Design, typed: str) -> list[str]:
    """Give the ids of what has every word in its id, name, note, tags, tier, zone or blocks.

    An interface is known by its instance too: that is what the map calls it.
    """
    words = typed.casefold().split()
    holders = {one.id: f"{one.id} {one.name or ''}" for one in design.instances}
    found: list[str] = []
    for _, _, noun in design.nouns():
        fields = (noun.id, noun.name or "", noun.note or "", *noun.tags, *noun.tags.values())
        more = [getattr(noun, field, None) for field in ("tier", "az", "cidr", "region", "service", "private_ip")]
        more.append(holders.get(getattr(noun, "instance", None) or ""))
        text = " ".join((*fields, *(one for one in more if isinstance(one, str)))).casefold()
        if all(word in text for word in words):
            found.append(noun.id)
    return found
