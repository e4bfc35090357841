"""`vpcdesign import aws`: a design of AWS's own documents, or refreshed from them; and the script that collects."""

import click

from vpcdesign.cli.console import DONE, Console, colours


@click.group("import", no_args_is_help=False, short_help="A design from AWS's own documents.")
def command() -> None:
    """Make a design of what something else wrote."""


@command.command("aws")
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True), metavar="PATH...")
@click.option("-o", "--output", type=click.Path(), metavar="DESIGN", help="Where the design goes.")
@click.option("--into", type=click.Path(), metavar="DESIGN", help="Refresh this design, and keep what people added.")
@click.option("--json", "as_json", is_flag=True, help="Tell the notes and the differences as JSON.")
@click.option("--script", is_flag=True, help="Only print the shell script that collects the documents.")
@colours
@click.pass_obj
def aws(
    console: Console, paths: tuple[str, ...], output: str | None, into: str | None, as_json: bool, script: bool
) -> int:
    """Make a design of any mix of `aws ... describe-*` answers: files and folders of JSON, whatever their names.

    Several regions and accounts go together. What could not be carried over, or had to be assumed, is printed and kept
    in the design's notes. --into refreshes an imported design: assertions, tiers, notes and reservations stay, and
    what differs is printed. --script prints a script that only reads, with the IAM policy that it needs.
    """
    if script:
        from vpcdesign.formats.aws_describe.collector import script as collector

        console.out(collector())
        return DONE
    if not paths:
        raise click.UsageError("missing argument PATH...: files or folders of what `aws ... describe-*` answered")
    if output is None and into is None:
        raise click.UsageError("missing option -o DESIGN, where the design goes, or --into DESIGN to refresh one")
    from vpcdesign.api.importing import import_aws

    with console.progress("documents read") as progress:
        found = import_aws(paths, output, into, progress)
    if as_json:
        from dataclasses import asdict

        from vpcdesign.render.json import imported, page

        differing = None if found.changes is None else [asdict(change) for change in found.changes]
        console.out(page(imported(found.path, found.notes, differing)))
    else:
        from vpcdesign.cli.look import style_of
        from vpcdesign.render.text.imported import imported_text

        changes = None if found.changes is None else [str(change) for change in found.changes]
        console.out(imported_text(found.path, found.design, found.notes, changes, style_of(console)))
    return DONE
