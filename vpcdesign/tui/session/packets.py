"""The question by which the packet of an answer is seen on the map: its own ends, so that its path is the one told.

Ends inside are asked by their ids, which are selectors where a label may be none; outside it is the packet's address.
"""

from vpcdesign.algebra import services
from vpcdesign.algebra.addresses import write
from vpcdesign.analysis.results import Difference
from vpcdesign.design.document import Design
from vpcdesign.design.index import Index
from vpcdesign.reach.trace import Trace
from vpcdesign.tui.session.asking import Asked

INTERNET = "internet"


def question_of(one: Difference, design: Design) -> Asked | None:
    """Ask the packet of a difference; None where nobody is there any more to send or take it.

    Where all of an outside place is meant, all of it is asked.
    """
    asked = packet_of(one.after, design)
    if asked is None or one.after is None:
        return None
    source = asked.source if one.clients else _whole(one.after.questions[0].start, asked.source)
    ends = one.after.questions[0].ends
    destination = asked.destination if one.servers or not ends else _whole(next(iter(ends)), asked.destination)
    return Asked(source, destination, asked.service)


def packet_of(found: Trace | None, design: Design) -> Asked | None:
    """Ask the packet of a trace."""
    if found is None or found.witness is None or not found.questions:
        return None
    index, packet, question = Index(design), found.witness, found.questions[0]
    source, destination = write(packet.source[0][0]), write(packet.destination[0][0])
    if _inside(index, question.start):
        source = question.start
    ends = question.ends or frozenset()
    if len(ends) == 1 and _inside(index, end := next(iter(ends))):
        destination = end
    return Asked(source, destination, services.write(packet.services, 1).partition(",")[0])


def _inside(index: Index, name: str) -> bool:
    """Tell whether an endpoint stands in the design and can be asked by its name."""
    noun = name.partition("/")[0]
    return noun in index and index.kind_of(noun) != "on_premises"


def _whole(name: str, asked: str) -> str:
    return INTERNET if name == INTERNET else asked
