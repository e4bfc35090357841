"""`vpcdesign layouts`: the ready-made designs, listed or explained."""

import click

from vpcdesign.cli.console import DONE, Console, colours


def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of a layout in a shell."""
    from vpcdesign.api.layouts import layout_names

    return [name for name in layout_names() if name.startswith(incomplete)]


@click.command("layouts", short_help="The ready-made designs; one of them explained.")
@click.argument("name", required=False, shell_complete=complete)
@colours
@click.pass_obj
def command(console: Console, name: str | None) -> int:
    """List the ready-made designs, or explain the one called NAME: what it teaches, holds and asserts."""
    from vpcdesign.api.layouts import load_layout, load_layouts
    from vpcdesign.cli.look import style_of
    from vpcdesign.render.text.layouts import layout_text, layouts_text

    style = style_of(console)
    if name is None:
        console.out(layouts_text(load_layouts(), style))
    else:
        console.out(layout_text(name, load_layout(name), style))
    return DONE
