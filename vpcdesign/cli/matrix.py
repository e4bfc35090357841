"""`vpcdesign matrix`: who reaches whom, with exact ports."""

from typing import Literal, cast

import click

from vpcdesign.cli.console import DONE, Console, colours

GROUPINGS = ["interface", "security-group", "subnet", "tier", "vpc", "zone"]
SHORT = {"sg": "security-group", "az": "zone"}


class _Grouping(click.Choice[str]):
    """What a row and a column is; it may be named by the word that selectors have for it."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the full name."""
        return super().convert(SHORT.get(value, value) if isinstance(value, str) else value, param, ctx)


@click.command("matrix", short_help="Who reaches whom, with exact ports.")
@click.argument("design", type=click.Path(allow_dash=True), metavar="DESIGN")
@click.option("--by", type=_Grouping(GROUPINGS), default="interface", help="What a row and a column is.")
@click.option("--from", "source", metavar="SELECTOR", help="Only these sources.")
@click.option("--to", "destination", metavar="SELECTOR", help="Only these destinations.")
@click.option("--ports", metavar="SERVICE", help="Only these services (tcp/443, https, all).")
@click.option("--witness", is_flag=True, help="Show a packet for each pair.")
@click.option("--csv", "form", flag_value="csv", help="Answer in CSV.")
@click.option("--json", "form", flag_value="json", help="Answer in JSON.")
@colours
@click.pass_obj
def command(
    console: Console,
    design: str,
    by: str,
    source: str | None,
    destination: str | None,
    ports: str | None,
    witness: bool,
    form: str | None,
) -> int:
    """Ask everybody in DESIGN, the internet and each on-premises network about everybody else, all services at once.

    Interfaces that reach the same and are reached by the same are one group; grouped otherwise, ± marks what only some
    sources, members or choices get through, and * groups whose members do not all fare alike. What is not listed has
    no packet that gets through: that is proved.

    JSON has a packet for each pair too; of more than a thousand pairs, unless --witness is given, one for each set of
    services that a group gives to others, and the pairs that it stands for say so.
    """
    from vpcdesign.analysis.groups import By
    from vpcdesign.api.matrix import Table, who_reaches_whom

    table = Table(cast("By", by), source, destination, ports)
    with console.progress("pairs asked") as progress, console.progress("packets walked") as walking:
        shown = walking if witness or form == "json" else None
        found = who_reaches_whom(design, table, progress, shown, each=witness)
    for note in found.notes:
        console.say(f"note: {note}")
    match cast('Literal["csv", "json"] | None', form):
        case "json":
            from vpcdesign.render.matrix_json import matrix_json

            for piece in matrix_json(found.matrix, found.witnesses):
                console.out(piece)
        case "csv":
            from vpcdesign.render.matrix_csv import matrix_csv

            for piece in matrix_csv(found.matrix):
                console.out(piece)
        case None:
            from vpcdesign.cli.look import style_of
            from vpcdesign.render.text.matrix import MatrixText
            from vpcdesign.render.text.naming import Speaker

            text = MatrixText(found.matrix, found.witnesses, Speaker(found.design), style_of(console))
            console.out(text.page())
    return DONE
