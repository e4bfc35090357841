"""Terms of this program: what it asks, what it claims, and what it keeps."""

from vpcdesign.tui.topics.topic import OWN, Topic, term

TERMS: tuple[Topic, ...] = (
    term(
        "conversation",
        "what a trace asks",
        "Whether a conversation works: every packet goes there through every route and filter, and its answer "
        "comes back. After a block the walk goes on as if it had passed, so that everything in the way is "
        "found at once.",
        OWN,
        ("allowed", "blocked", "partial", "unknown"),
    ),
    term(
        "consequences",
        "how the strip knows what an edit did",
        "After each edit everybody is asked about everybody again, as sets of packets and not by samples, and "
        "what differs is told: + opened, - closed, ~ narrowed or widened, = nothing. What is dangerous, !, "
        "comes first.",
        OWN,
        ("conversation", "comparing", "dangerous"),
    ),
    term(
        "comparing",
        "what a design is compared with",
        "The step before, the file as it was saved, any step of the history, or another file: m chooses, in the "
        "consequences and in the matrix. Everybody is asked about everybody in both, so whatever is not listed "
        "fares in one as in the other. `vpcdesign diff` says the same of two files.",
        OWN,
        ("consequences", "dangerous"),
    ),
    term(
        "dangerous",
        "what counts as dangerous",
        "That the internet reaches a PRV or ISO subnet, or anywhere a port for administration (22, 3389) or a "
        "database's port.",
        OWN,
        ("consequences", "kinds-of-subnets"),
    ),
    term(
        "assertions",
        "what an assertion is for",
        "A sentence about who reaches whom that has to stay true: allowed, blocked, isolated, or only these "
        "and nobody else. It is proved again after each edit, and by `vpcdesign check` wherever the file "
        "goes.",
        OWN,
        ("only", "isolated", "failures"),
    ),
    term(
        "failures",
        "what happens when a zone is lost",
        "f on a zone, gateway, attachment or tunnel takes it down, in thought only: what is down counts "
        "neither as source nor as destination, and every screen answers under it until it is restored.",
        OWN,
        ("nat-a-zone", "assertions"),
    ),
    term(
        "undo",
        "what can be undone",
        "Every edit, without limit, also tomorrow: steps are kept beside the file before they are shown, and "
        "are offered again after a crash. H shows them all.",
        OWN,
        ("consequences",),
    ),
)
