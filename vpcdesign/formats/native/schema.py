"""JSON Schema of what people write: the design and the file of assertions, for editors.

Derived from the models, so that it cannot tell another story than the reader does; only what takes code to tell (that a
text is a CIDR block, that a name leads somewhere) is beyond it.
"""

from typing import Any, Literal

from vpcdesign.design.document import Design
from vpcdesign.formats.assertions import AssertionFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: Literal["design", "assertions"]) -> dict[str, Any]:
    """Give the JSON Schema of a kind of document."""
    model = Design if kind == "design" else AssertionFile
    return {"$schema": DIALECT, **_without_titles(model.model_json_schema(by_alias=True))}


def _without_titles(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Leave out the titles, which only repeat each key; a key that is called `title` stays."""
    if isinstance(value, list):
        return [_without_titles(part) for part in value]
    if isinstance(value, dict):
        return {
            key: _without_titles(part) for key, part in value.items() if not (key == "title" and isinstance(part, str))
        }
    return value
