"""`vpcdesign diff`: what changed, and what that opens and closes."""

import click

from vpcdesign.cli.console import DONE, NO, Console, colours

FORMATS = ["text", "json", "junit", "sarif", "github", "markdown"]


@click.command("diff", short_help="What changed, and what that opens and closes.")
@click.argument("old", type=click.Path(allow_dash=True), metavar="OLD")
@click.argument("new", type=click.Path(allow_dash=True), metavar="NEW")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to answer.")
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@colours
@click.pass_obj
def command(console: Console, old: str, new: str, form: str) -> int:
    """Compare two designs: what differs as AWS nouns, and which packets that opens, closes, narrows and widens.

    Rules and routes are compared as sets: reordering that means nothing is nothing, and what only bears another id is
    renamed. Each difference has a packet that was traced in both designs; ! marks what is dangerous: the internet
    reaches a subnet that is not public, or a port of administration or of a database anywhere. Exit status 0 when
    nothing differs, 1 when anything does.

    junit, sarif and github point at the line of NEW that decides; markdown is fit for a pull request's comment.
    """
    if old == new == "-":
        raise click.UsageError("only one of the designs can be standard input")
    from vpcdesign.api.differing import diff
    from vpcdesign.render.text.diff import MOST

    with console.progress("pairs compared") as progress:
        found = diff(old, new, progress, MOST if form == "text" else None)
    if form == "json":
        from vpcdesign.render.difference_json import difference
        from vpcdesign.render.json import Answers, pointers

        answers = Answers(pointers(found.old)), Answers(pointers(found.new))
        for piece in difference(found.changes, found.differences, answers):
            console.out(piece)
    elif form == "markdown":
        from vpcdesign.render.difference_markdown import difference_markdown
        from vpcdesign.render.text.naming import between

        console.out(difference_markdown(found.changes, found.differences, between(found.old, found.new)))
    elif form != "text":
        from vpcdesign.api.differing import entries
        from vpcdesign.render.difference_reports import REPORTS

        console.out(REPORTS[form](entries(found, new)))
    else:
        from vpcdesign.cli.look import style_of
        from vpcdesign.render.text.diff import diff_text
        from vpcdesign.render.text.naming import between

        speak = between(found.old, found.new)
        console.out(diff_text(found.changes, found.differences, speak, style_of(console)))
    return NO if found.changes else DONE
