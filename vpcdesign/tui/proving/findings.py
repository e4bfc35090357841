"""What is legal and unwise in a design, as the screen lists it."""

from collections.abc import Iterator

from vpcdesign.design import quotas
from vpcdesign.design.document import Design
from vpcdesign.design.index import Index
from vpcdesign.tui.proving.proof import Found


def found(design: Design) -> Iterator[Found]:
    """Give the findings of a design, in the order of the document."""
    names = {Index(design).pointer(name): name for name in Index(design).by_id}
    for each in quotas.findings(design):
        noun = "/".join(each.pointer.split("/")[:3])
        yield Found(each.message, names.get(noun, ""))
