"""Whom a failure may concern: of all others, rows of the whole design tell still what gets from one to another.

It concerns whoever is another since, whom the rows of the two worlds part, and whom rows do not know: those are walked,
and what is walked may take another way.
"""

from collections.abc import Sequence

from vpcdesign.algebra.intervals import Intervals, intersection, size
from vpcdesign.analysis.selectors import Member
from vpcdesign.analysis.survey import Party
from vpcdesign.analysis.worlds import World
from vpcdesign.reach.covers import Bits
from vpcdesign.reach.places import Places
from vpcdesign.reach.rows import Rows


def concerned(worlds: tuple[World, World], kinds: Sequence[Party], left: Sequence[Party]) -> list[Bits] | None:
    """Give for each kind those to whom its packets may fare otherwise; None where that is not known.

    `left` is what is left of the kinds in the second world.
    """
    rows = worlds[0].walk.teller(0), worlds[1].walk.teller(0)
    since = worlds[1].walk.network.since
    if not isinstance(rows[0], Rows) or not isinstance(rows[1], Rows) or rows[1].touched is None or since is None:
        return None
    if since.of is not worlds[0].walk.network.itself:
        return None
    both = rows[0].places, rows[1].places
    stays = [_stays(was, now, since.moved) for was, now in zip(kinds, left, strict=True)]
    ends = [_ends(both, one) if held else None for one, held in zip(kinds, stays, strict=True)]
    others = sum(1 << number for number, one in enumerate(ends) if one is None)
    everybody = (1 << len(kinds)) - 1
    found = [everybody if one is None else others for one in ends]
    for senders, receivers in (*rows[1].touched, *_odd(rows[0], kinds, ends)):
        to = sum(1 << number for number, one in enumerate(ends) if one is not None and one & receivers)
        for number, one in enumerate(ends):
            if one is not None and one & senders:
                found[number] |= to
    return [
        bits | (1 << number if one.many else 0) for number, (bits, one) in enumerate(zip(found, kinds, strict=True))
    ]


def _stays(was: Party, now: Party, moved: frozenset[str]) -> bool:
    """Tell whether who is asked for a kind is the same in both worlds."""
    some = (*was.sources[:2], *was.destinations[:2])
    return some == (*now.sources[:2], *now.destinations[:2]) and not any(_elsewhere(one, moved) for one in some)


def _elsewhere(one: Member, moved: frozenset[str]) -> bool:
    """Tell whether somebody is another, or is asked where his name leads."""
    return one.endpoint in moved or not one.endpoint or bool(one.service) or one.ends is not None


def _ends(both: tuple[Places, Places], one: Party) -> Bits | None:
    """Give the kinds of rows of those asked for a party, in both worlds; None where rows do not know all of them."""
    found = 0
    for member in (*one.sources[:2], *one.destinations[:2]):
        for places in both:
            kind = _lodges(places, member)
            if kind is not None:
                found |= 1 << kind
                continue
            ends = places.of(member.endpoint)
            for addresses in (member.addresses, member.public):
                if _held(addresses, [end.addresses for end in ends]) < size(addresses):
                    return None
            for end in ends:
                found |= 1 << end.kind
    return found


def _lodges(places: Places, member: Member) -> int | None:
    """Give the kind of a host of one address that nobody looked at: it has no end but the one."""
    name = member.endpoint
    like = places.ends.like(name)
    if like is None or name in places.outside or name in places.aliases or member.public:
        return None
    return like.kind if member.addresses == places.network.endpoints[name].addresses else None


def _held(addresses: Intervals, several: Sequence[Intervals]) -> int:
    return sum(size(intersection(addresses, one)) for one in several)


def _odd(rows: Rows, kinds: Sequence[Party], ends: Sequence[Bits | None]) -> list[tuple[Bits, Bits]]:
    """Give those between whom rows of the whole design know nothing."""
    found: dict[Bits, Bits] = {}
    for one, known in zip(kinds, ends, strict=True):
        for member in one.sources[:2] if known is not None else ():
            client = rows.places.network.endpoints[member.endpoint].client_ports
            for end in rows.places.of(member.endpoint):
                if not end.alias and (odd := rows.row(end.kind, client).odd):
                    found[odd] = found.get(odd, 0) | 1 << end.kind
    return [(senders, odd) for odd, senders in found.items()]
