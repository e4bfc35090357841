"""`vpcdesign exposed`: what the outside reaches, by path."""

import click

from vpcdesign.cli.console import DONE, Console, colours


@click.command("exposed", short_help="What the outside reaches, by path.")
@click.argument("design", type=click.Path(allow_dash=True), metavar="DESIGN")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@colours
@click.pass_obj
def command(console: Console, design: str, as_json: bool) -> int:
    """Tell what the internet and each on-premises network reach in DESIGN, and what DESIGN reaches there.

    Judged by path: routes, gateways, addresses and filters, there and back, and not by rules read alone. What a load
    balancer's targets answer is told `via` it. Each line has the way of one packet.
    """
    from vpcdesign.api.exposing import exposed

    with console.progress("pairs asked") as progress:
        read, found, notes = exposed(design, progress)
    for note in notes:
        console.say(f"note: {note}")
    if as_json:
        from vpcdesign.render.json import page
        from vpcdesign.render.reaching import exposures

        console.out(page(exposures(found)))
    else:
        from vpcdesign.cli.look import style_of
        from vpcdesign.render.text.exposed import exposed_text
        from vpcdesign.render.text.naming import Speaker

        console.out(exposed_text(found, Speaker(read), style_of(console)))
    return DONE
