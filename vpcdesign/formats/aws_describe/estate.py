"""What the readers of the AWS nouns share: the documents, what has been claimed, and what there is to say.

Every record is read under `reading`, so that a faulty one becomes a problem with its place and the next is read all the
same. An interface that is part of another noun (a NAT gateway's, a load balancer's) is claimed by it, and stands in the
design there and nowhere else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from pydantic import ValidationError

from vpcdesign.design.asserting import Note
from vpcdesign.design.noun import Noun
from vpcdesign.design.words import quoted
from vpcdesign.formats.aws_describe.documents import Documents, Fault, Record
from vpcdesign.formats.aws_describe.reading import Misread, Raw, parts, text
from vpcdesign.formats.aws_describe.whereabouts import Whereabouts

N = TypeVar("N", bound=Noun)


class Estate:
    """The documents of one import, and what its readers found out so far."""

    def __init__(self, documents: Documents) -> None:
        """Start with nothing claimed."""
        self.documents = documents
        self.where = Whereabouts(documents)
        self.notes: list[Note] = list(documents.notes)
        self.claimed: set[str] = set()
        self.interfaces: dict[str, Raw] = {id_: record.raw for id_, record in documents.of("NetworkInterfaces").items()}

    def note(self, about: str | None, words: str) -> None:
        self.notes.append(Note(about=about, text=words))

    def records(self, kind: str) -> list[Record]:
        """Give the records of a kind, by id: a design reads the same in whatever order AWS answered."""
        return [record for _, record in sorted(self.documents.of(kind).items())]

    def build(self, kind: str, make: Callable[["Estate", Record], N | None]) -> tuple[N, ...]:
        """Make a noun of every record of a kind; None leaves it out."""
        found = []
        for record in self.records(kind):
            with self.reading(record):
                noun = make(self, record)
                if noun is not None:
                    found.append(noun)
        return tuple(found)

    @contextmanager
    def reading(self, record: Record) -> Iterator[None]:
        """Turn what is wrong with a record into a problem at its place."""
        try:
            yield
        except Misread as error:
            self.documents.misread(error, record.file)
        except ValidationError as error:
            for each in error.errors(include_url=False, include_context=False):
                words = f"{quoted(record.id)}: {each['msg'].removeprefix('Value error, ')}"
                self.documents.faults.append(Fault(words, record.raw, value=each["input"], file=record.file))

    def claim(self, interface: str | None) -> Raw:
        """Take an interface for a noun; give what AWS says of it, or nothing where nobody asked."""
        if interface is None:
            return {}
        self.claimed.add(interface)
        return self.interfaces.get(interface, {})


def public_addresses(interface: Raw) -> dict[str, str]:
    """Give the public address of each private address of an interface that has one."""
    found = {}
    for each in parts(interface, "PrivateIpAddresses"):
        private, association = text(each, "PrivateIpAddress"), each.get("Association")
        if private is not None and isinstance(association, dict) and (public := text(association, "PublicIp")):
            found[private] = public
    return found
