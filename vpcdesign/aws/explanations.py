"""Every word that can be explained: verdicts, block codes, the nouns of a design, and AWS's own error codes.

The parts never share a name, so one dictionary holds them all, in the order in which a reader meets them.
"""

from dataclasses import replace

from vpcdesign.aws.constructs import CONSTRUCTS
from vpcdesign.aws.entry import Entry
from vpcdesign.aws.filter_codes import FILTER_CODES
from vpcdesign.aws.guides import spelled_out
from vpcdesign.aws.hybrid_codes import HYBRID_CODES
from vpcdesign.aws.refusals import REFUSALS
from vpcdesign.aws.route_codes import ROUTE_CODES
from vpcdesign.aws.verdicts import VERDICTS

__all__ = ["BLOCK_CODES", "ENTRIES", "Entry"]

BLOCK_CODES: dict[str, Entry] = ROUTE_CODES | FILTER_CODES | HYBRID_CODES
"""What a blocker's code means."""

ENTRIES: dict[str, Entry] = {
    name: replace(entry, source=spelled_out(entry.source))
    for name, entry in (VERDICTS | BLOCK_CODES | CONSTRUCTS | REFUSALS).items()
}
"""What `explain` knows, its sources by their full names."""
