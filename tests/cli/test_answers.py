"""What holds of every answer, asked of every layout: it fits its page and its schema, and all its forms agree."""

import json
import re
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from vpcdesign.analysis.services import parse
from vpcdesign.api.desk import Ask, Desk
from vpcdesign.api.layouts import layout_names, load_layout
from vpcdesign.render import json as written
from vpcdesign.render.schema import answers
from vpcdesign.render.text.naming import named, names_of
from vpcdesign.render.text.style import Style, cells
from vpcdesign.render.text.trace import trace_text

SCHEMA = Draft202012Validator({**answers(), "anyOf": [{"$ref": "#/$defs/trace"}]})
STYLES = [Style(), Style(colour=True, width=60), Style(ascii=True)]
ANSI = re.compile(r"\x1b\[\d+m")


@cache
def desk(layout: str) -> Desk:
    design = load_layout(layout)
    return Desk(design, [text for one in design.assertions for text in (one.from_, one.to)])


def questions(layout: str) -> list[Ask]:
    """Give what the assertions of a layout are about, and the same the other way round where that can be asked."""
    found = [Ask(one.from_, one.to, parse(one.ports)) for one in desk(layout).design.assertions]
    turned = [Ask(one.destination, one.source, one.services) for one in found if "service:" not in one.destination]
    return [*found, *turned]


@pytest.mark.parametrize("layout", layout_names())
def test_every_form_of_an_answer_fits_and_agrees(layout: str) -> None:
    asked = desk(layout)
    writer, names = written.Answers(written.pointers(asked.design)), names_of(asked.design)
    for ask in questions(layout):
        trace = asked.trace(ask)
        verdict, codes = asked.brief(ask)
        answer = json.loads(written.line(writer.trace(trace)))
        SCHEMA.validate(answer)
        assert (answer["verdict"], trace.verdict) == (verdict, verdict)
        assert set(codes) == {blocker["code"] for blocker in answer["blockers"]}, ask
        for style in STYLES:
            text = trace_text(named(trace, names), style)
            for line in ANSI.sub("", text).split("\n"):
                assert cells(line) <= style.width, line
                assert line == line.rstrip(), line
            assert verdict in ANSI.sub("", text).split("\n")[0]


@pytest.mark.parametrize("layout", layout_names())
def test_every_pointer_leads_to_what_it_names(layout: str) -> None:
    asked = desk(layout)
    document = asked.design.model_dump(mode="json", by_alias=True)
    writer = written.Answers(written.pointers(asked.design))
    for ask in questions(layout):
        answer = writer.trace(asked.trace(ask))
        places: list[Any] = [*answer["forward"]["hops"], *answer["return"]["hops"], *answer["blockers"]]
        for hop in places:
            if hop["pointer"] is None:
                continue
            found: Any = document
            for step in hop["pointer"].split("/")[1:]:
                assert found is not None, hop
                found = found[int(step)] if isinstance(found, list) else found[step]
            assert found is not None, hop
