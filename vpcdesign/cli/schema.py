"""`vpcdesign schema`: JSON Schema of the documents and the answers, for editors and for scripts."""

import click

from vpcdesign.cli.console import DONE, Console


@click.command("schema", short_help="JSON Schema of designs, assertions or answers.")
@click.argument("of", type=click.Choice(["design", "assertions", "answers"]), default="design")
@click.pass_obj
def command(console: Console, of: str) -> int:
    """Print the JSON Schema of a design (the default), of a file of assertions, or of what --json writes.

    An editor that knows JSON Schema then completes and checks a design while it is written.
    """
    from vpcdesign.render.json import page

    if of == "answers":
        from vpcdesign.render.schema import answers

        found = answers()
    else:
        from vpcdesign.formats.native.schema import schema

        found = schema("design" if of == "design" else "assertions")
    console.out(page(found))
    return DONE
