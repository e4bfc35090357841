"""Text from documents made safe to print: what would steer a terminal or turn the reading order is written out.

Every name, description, tag or path that reaches a screen passes `visible`. A name is text and nothing else: neither an
escape sequence, nor a line break, nor a bidirectional override that shows `allow` where the document says `deny`.
"""

import re


def visible(text: str) -> str:
    r"""Write out what cannot be seen: an escape character becomes the four characters `\x1b`.

    Controls, format characters (bidirectional overrides, zero-width ones), lone surrogates and separators other than
    the space are what Python calls unprintable; everything else stays.
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else _escape(c) for c in text)


def visible_lines(text: str) -> str:
    """Write out what cannot be seen in a text of several lines; the line breaks stay."""
    return "\n".join(map(visible, text.split("\n")))


def visible_json(document: str) -> str:
    """Write a JSON document so that a terminal shows it as it is: the same document, with JSON's own escapes."""
    return re.sub(r"[^\n\x20-\x7e]", lambda found: _json(found[0]), document)


def _escape(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def _json(character: str) -> str:
    if character.isprintable():
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join("\\u" + units[at : at + 4] for at in range(0, len(units), 4))
