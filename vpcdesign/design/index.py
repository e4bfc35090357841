"""A design by id: what an id names, of which kind it is, and where in the document it stands.

Ids are unique in a design that was read; in one that was not, the first of several holds the id. Besides the nouns, two
parts bear ids that others name: a firewall's endpoints and a load balancer's target groups. They lead to their noun.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from vpcdesign.design.document import NOUN_LISTS, Design
from vpcdesign.design.noun import Noun

Path = tuple[str | int, ...]


class Index:
    """Made once for a design, which never changes."""

    def __init__(self, design: Design) -> None:
        self._entered: list[tuple[str, Sequence[str], Sequence[Noun], Sequence[Path] | None]] = []
        self._ids: dict[str, list[str]] = {}
        self._names: dict[str, set[str]] = {}
        self.duplicates: list[tuple[str, str]] = []
        """Every further use of an id that is taken: the pointer of its `id`, and the id."""
        for kind in NOUN_LISTS:
            self._enter_all(kind, getattr(design, kind))
        for noun, kind, path, name in _parts(design):
            self._enter(name, noun, kind, path)

    def _enter_all(self, kind: str, nouns: Sequence[Noun]) -> None:
        """Enter a list: at once where no id is taken, which is nearly always, as every edit makes an index."""
        names = [noun.id for noun in nouns]
        several = set(names)
        if len(several) < len(names) or not all(map(several.isdisjoint, self._names.values())):
            for place, noun in enumerate(nouns):
                self._enter(noun.id, noun, kind, (kind, place))
        elif names:
            self._names[kind] = several
            self._ids[kind] = names
            self._entered.append((kind, names, nouns, None))

    def _enter(self, name: str, noun: Noun, kind: str, path: Path) -> None:
        if name in self:
            self.duplicates.append((f"{_pointer(path)}/id", name))
        else:
            self._names.setdefault(kind, set()).add(name)
            self._ids.setdefault(kind, []).append(name)
            self._entered.append((kind, (name,), (noun,), (path,)))

    @cached_property
    def by_id(self) -> dict[str, Noun]:
        """Every noun by its id, in the order of the document; what is looked up is made when somebody does."""
        return {name: noun for _, names, nouns, _ in self._entered for name, noun in zip(names, nouns, strict=True)}

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {name: kind for kind, names, _, _ in self._entered for name in names}

    @cached_property
    def _places(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for kind, names, _, paths in self._entered:
            found.update(zip(names, paths or [(kind, place) for place in range(len(names))], strict=True))
        return found

    def __contains__(self, name: str) -> bool:
        return any(name in names for names in self._names.values())

    def kind_of(self, name: str) -> str:
        """Give the list of an id's noun, or `firewall_endpoints` or `target_groups`; KeyError when unknown."""
        return self._kinds[name]

    def pointer(self, name: str) -> str:
        """Give the JSON pointer of what bears an id: `/security_groups/0`; KeyError when unknown."""
        return _pointer(self._places[name])

    def ids(self, kind: str) -> Sequence[str]:
        """Give the ids of one kind, in the order of the document."""
        return self._ids.get(kind, [])

    def names(self, kind: str) -> Collection[str]:
        """Give the ids of one kind, to look one up."""
        return self._names.get(kind, frozenset())


def _pointer(path: Path) -> str:
    return "/" + "/".join(map(str, path))


def _parts(design: Design) -> Iterator[tuple[Noun, str, Path, str]]:
    for place, firewall in enumerate(design.firewalls):
        for inner, endpoint in enumerate(firewall.endpoints):
            yield firewall, "firewall_endpoints", ("firewalls", place, "endpoints", inner), endpoint.id
    for place, balancer in enumerate(design.load_balancers):
        for inner, group in enumerate(balancer.target_groups):
            yield balancer, "target_groups", ("load_balancers", place, "target_groups", inner), group.id
