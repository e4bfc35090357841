"""Help on each screen: what it shows, how to read it, which keys matter there."""

from vpcdesign.tui.topics.topic import OWN, Topic


def _screen(name: str, title: str, text: str, keys: tuple[tuple[str, str], ...], see: tuple[str, ...] = ()) -> Topic:
    return Topic(f"screen-{name}", "screen", title, text, OWN, keys=keys, see=see)


SCREENS: tuple[Topic, ...] = (
    _screen(
        "map",
        "the map",
        "The network as it is: columns are zones, rows are tiers, gateways stand on the VPC's border, what is "
        "outside stands outside. Lines are routes that exist; their heads show where the default goes.\n"
        "Arrows go to the nearest element that way, enter goes in, esc comes back.",
        (
            ("jump", "a letter on every element"),
            ("trace", "ask who reaches whom"),
            ("add", "add or attach something here"),
            ("zoom.fit", "the largest picture that fits"),
            ("filter", "dim what does not match"),
        ),
        ("kinds-of-subnets", "conversation"),
    ),
    _screen(
        "plan",
        "the address plan",
        "The VPC's block as a strip on which every column is one whole aligned block: subnets by zone and "
        "tier, what is reserved, and the gaps. The strip below is a part of it, nearer.\n"
        "The pane beside says what each key would do before it is pressed, or why it cannot.",
        (
            ("split", "split a block"),
            ("join", "join it with its other half"),
            ("widen", "widen it to double"),
            ("reserve", "reserve or release"),
            ("next-free", "the next free block that fits"),
            ("add-zone", "add a zone to every tier"),
            ("add-tier", "add a tier"),
        ),
        ("aligned", "growth", "five-addresses"),
    ),
    _screen(
        "routes",
        "route tables",
        "Each table's lines, edited in place. A line joins the design when AWS would take it; until then it "
        "is * and says what is missing. The local routes are always there.",
        (
            ("add", "add a route"),
            ("open", "edit a cell"),
            ("delete", "delete a line"),
            ("copy-table", "copy the table"),
        ),
        ("longest-prefix", "blackhole", "propagation"),
    ),
    _screen(
        "groups",
        "security groups",
        "Lines have no order and only allow. A line that others cover is = and says which. Beside it stands "
        "what a line alone lets through, and what is still in its way.",
        (
            ("add", "add a line"),
            ("paste", "paste many lines"),
            ("remove-shadowed", "remove what others cover"),
            ("copy-table", "copy the table"),
        ),
        ("group-remembers", "group-order", "group-references"),
    ),
    _screen(
        "acls",
        "network ACLs",
        "Rules in the order in which they decide. A rule that earlier ones cover is ^ and never decides. "
        "Beside it stands what would stop without a rule, and which rule answers which.",
        (
            ("earlier", "move a rule earlier"),
            ("later", "move it later"),
            ("renumber", "number the rules by tens"),
            ("add", "add a rule"),
        ),
        ("acl-forgets", "acl-order", "ephemeral-ports"),
    ),
    _screen(
        "matrix",
        "the matrix",
        "Who reaches whom, and by which services, proved and not sampled. Those that behave alike are one "
        "row. A dot is no packet at all; the sign for some says that it depends on more than the pair.\n"
        "Cells can also tell what opened, closed and narrowed since the step before, the saved file, any step, or "
        "beside another file.",
        (
            ("view-by", "group by something else, or compare"),
            ("open", "the members of a cell"),
            ("trace", "trace a packet of it on the map"),
            ("next", "the next cell that says something"),
            ("pin", "make it an assertion"),
        ),
        ("conversation", "comparing", "assertions"),
    ),
    _screen(
        "checks",
        "assertions and findings",
        "What has to stay true, broken ones first, each with a packet that breaks it. Below them what is "
        "legal and unwise.",
        (("add-assertion", "write an assertion"), ("next", "the next broken one"), ("run-checks", "judge them again")),
        ("assertions", "only", "isolated"),
    ),
    _screen(
        "home",
        "home",
        "Recent designs, and ways to begin: guided, from a file, from AWS's own answers, from a ready-made layout.",
        (
            ("new", "a new design"),
            ("file.open", "open a file"),
            ("layouts", "ready-made designs"),
            ("help.tour", "the tour"),
        ),
        ("undo",),
    ),
    _screen(
        "new",
        "a new design",
        "One page: the map and the plan at the right follow every field. A wrong field keeps its text and "
        "says what is wrong; nothing is written until Create.",
        (("layouts", "begin from a ready-made design instead"),),
        ("block-sizes", "kinds-of-subnets", "nat-a-zone"),
    ),
    _screen(
        "trace",
        "a trace",
        "The way there and the way back, hop by hop: which rule or route let it pass, and where it stopped. "
        "The question stays while you edit, and the path follows.",
        (
            ("next", "the next step"),
            ("swap", "swap both ends"),
            ("pin", "make it an assertion"),
            ("questions", "earlier ones"),
        ),
        ("conversation", "partial", "unknown"),
    ),
    _screen(
        "history",
        "the history",
        "Every step with what it did, the newest first. Any of them can be gone to; the steps after it stay "
        "until a new one.",
        (("undo", "take the last step back"), ("redo", "do it again"), ("view-by", "compare with a step")),
        ("undo", "consequences"),
    ),
)
