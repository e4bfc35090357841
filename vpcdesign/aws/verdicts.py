"""What an answer says: verdicts, what they may depend on, and what an assertion may expect."""

from vpcdesign.aws.entry import Entry

CONVERSATION = "this program's own words: a question is a conversation, there and back"

VERDICTS: dict[str, Entry] = {
    "allowed": Entry(
        "every packet makes the round trip",
        "Each packet of the question arrives and its answer comes back, whatever the network chooses on the way.",
        "Choices are the NAT gateway's port, the load balancer's node and target, the transit gateway's zone, one of "
        "several equal routes, an address that AWS has yet to give.",
        "",
        CONVERSATION,
    ),
    "blocked": Entry(
        "no packet makes the round trip",
        "Whatever the network chooses, no packet of the question is answered. A question without any packet, such as "
        "one from the internet to a host without a public address, is blocked for that reason.",
        "Each thing that stops it is a blocker with a code; after one the walk goes on as if it had passed, so all "
        "are named at once.",
        "Read the blockers: `vpcdesign explain CODE` tells what each means and what to do.",
        CONVERSATION,
    ),
    "partial": Entry(
        "some packets make the round trip",
        "Part of the question is answered and part is not, or it hangs on what the network chooses.",
        "`depends_on` names on what: the client's port, the address, the service, the target, the zone, the route. For "
        "ports the share that works is given: a list that lets through half of the client's ports fails every second "
        "try.",
        "Look at `fails`: the part that does not work, with a packet that was walked.",
        CONVERSATION,
    ),
    "unknown": Entry(
        "it meets something that is not modelled",
        "A packet of the question meets a construct whose behaviour cannot be told from the design.",
        "To guess would be worse than to say so. It satisfies no assertion: it is not proved.",
        "The blocker names the construct. A document that is merely missing gives AWS's default and a note instead.",
        CONVERSATION,
    ),
    "client_port": Entry(
        "it depends on the client's port",
        "Some of the ports that the client may open connections from work and some do not.",
        "Network ACLs judge answers by the client's port. Linux uses 32768-60999, Windows 49152-65535; NAT gateways, "
        "load balancers, Lambda and clients elsewhere use 1024-65535.",
        "Allow 1024-65535 for the answers, or state the host's `client_ports` in the design.",
        "UG: custom network ACLs",
    ),
    "address": Entry(
        "it depends on the address",
        "The question holds several addresses, or one that AWS has yet to give, and they fare differently.",
        "A block, a group or an unassigned address stands for every value that it may have.",
        "Ask for one of them, or fix the address in the design.",
        CONVERSATION,
    ),
    "service": Entry(
        "it depends on the service",
        "Some of the protocols and ports that were asked pass and some do not.",
        "A question without a service asks for all of them.",
        "Ask for the service you mean, such as tcp/443.",
        CONVERSATION,
    ),
    "target": Entry(
        "it depends on the load balancer's target",
        "Some of the targets or nodes that the load balancer may choose work and some do not.",
        "Every registered target in an enabled zone may be chosen, whatever its health was last.",
        "Repair or deregister the targets that fail: they are named.",
        "ELB: how it works",
    ),
    "zone": Entry(
        "it depends on the zone",
        "The transit gateway may choose between zones, and they fare differently.",
        "It stays in the sender's zone where the attachment has it, else it takes any.",
        "Give the attachment a subnet in each zone, with the same routes.",
        "TGW: how transit gateways work",
    ),
    "route": Entry(
        "it depends on the route",
        "Several routes are equally good, and they fare differently.",
        "Overlapping prefix lists and equal-cost routes leave the choice to AWS.",
        "Make one of them more specific, or lead both to the same end.",
        "UG: route priority; TGW: equal-cost multi-path",
    ),
    "isolated": Entry(
        "an assertion: not one packet is even delivered",
        "Nothing of the question reaches its destination, answered or not; it is proved over all packets.",
        "For what must not even be knocked at. `blocked` also holds when packets arrive and only the answer dies.",
        "",
        CONVERSATION,
    ),
    "only": Entry(
        "an assertion: these and nobody else",
        "What `from` names reaches `to`, and every other source, inside and outside, is blocked.",
        "Members of `to` are sources like all others: name them in `from` if they may talk among themselves.",
        "",
        CONVERSATION,
    ),
}
