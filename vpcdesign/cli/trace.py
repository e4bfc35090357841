"""`vpcdesign trace`: one question, explained; or many, an answer a line, in order."""

import click

from vpcdesign.cli.console import DONE, ERROR, NO, Console, colours


@click.command("trace", short_help="Whether a packet gets there and its answer back, and why.")
@click.argument("design", type=click.Path(allow_dash=True))
@click.argument("source", required=False)
@click.argument("destination", required=False)
@click.argument("service", required=False)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.option("--brief", is_flag=True, help="Answer as JSON with nothing but the verdict and the blockers' codes.")
@click.option("--ipv6", is_flag=True, help="Ask by IPv6, even where both ends have IPv4.")
@click.option("--source-port", type=click.IntRange(0, 65535), metavar="PORT", help="Ask from one client port only.")
@click.option("--as", "groups", multiple=True, metavar="sg:NAME", help="Groups of who stands in for an empty subnet.")
@click.option(
    "--batch", type=click.Path(allow_dash=True), metavar="FILE", help="Ask each line of a file of JSON lines."
)
@colours
@click.pass_obj
def command(
    console: Console,
    design: str,
    source: str | None,
    destination: str | None,
    service: str | None,
    as_json: bool,
    brief: bool,
    ipv6: bool,
    source_port: int | None,
    groups: tuple[str, ...],
    batch: str | None,
) -> int:
    """Follow a packet from SOURCE to DESTINATION and its answer back, with every rule that decides.

    SOURCE and DESTINATION: an id, a name, an address, a block, internet, on-premises, or a group like tier:app,
    sg:web, subnet:db-*, lb:front, service:s3; commas join, ! excludes. SERVICE: tcp/443, https, icmp, udp/53, all;
    left out, the answer tells which services pass. Exit status 0 only when all of it is allowed.

    A line of --batch is {"source": "web-1", "destination": "db-1", "protocol": "tcp", "port": 5432}, with "id",
    "source_port", "icmp_type" and "icmp_code" if wanted; its exit status is 0 when every line was answered.
    """
    if batch is not None:
        if source or ipv6 or source_port is not None:
            raise click.UsageError("--batch asks what its lines say: leave SOURCE, --ipv6 and --source-port out")
        if "-" == batch == design:
            raise click.UsageError("only one of DESIGN and --batch can be standard input")
        return _batch(console, design, batch, groups, brief=brief)
    if source is None or destination is None:
        raise click.UsageError(f"missing argument {'DESTINATION' if source else 'SOURCE and DESTINATION'}, or --batch")
    from vpcdesign.analysis.services import parse
    from vpcdesign.api.desk import Ask, Desk
    from vpcdesign.api.storage import load

    ask = Ask(source, destination, parse(service or "all"), "ipv6" if ipv6 else "first", source_port)
    desk = Desk(load(design), (source, destination), groups)
    if brief:
        from vpcdesign.render import json as written

        verdict, codes = desk.brief(ask)
        console.out(written.line(written.brief(verdict, codes)) + "\n")
        return DONE if verdict == "allowed" else NO
    found = desk.trace(ask)
    if as_json:
        from vpcdesign.render.json import Answers, page, pointers

        console.out(page(Answers(pointers(desk.design)).trace(found)))
    else:
        from vpcdesign.cli.look import style_of
        from vpcdesign.render.text.naming import named, names_of
        from vpcdesign.render.text.trace import trace_text

        console.out(trace_text(named(found, names_of(desk.design)), style_of(console)))
    return DONE if found.verdict == "allowed" else NO


def _batch(console: Console, design: str, batch: str, groups: tuple[str, ...], *, brief: bool) -> int:
    import gc

    from vpcdesign.api.batch import answer_lines, lines_of
    from vpcdesign.api.desk import Desk
    from vpcdesign.api.storage import load
    from vpcdesign.render.json import Answers, pointers

    loaded = load(design)
    every_subnet = [f"subnet:{subnet.id}" for subnet in loaded.subnets]
    desk = Desk(loaded, every_subnet, groups)
    gc.freeze()  # the design stays: the collector need not walk it again and again
    answers, status, hurry = Answers(pointers(loaded)), DONE, batch == "-"
    with lines_of(batch) as lines, console.progress("questions") as progress:
        for number, (line, answered) in enumerate(answer_lines(lines, desk, answers, brief=brief), 1):
            console.out(line + "\n")
            if hurry:  # whoever asks through a pipe may wait for this answer before the next question
                console.flush()
            if not answered:
                status = ERROR
            progress(number)
    return status
