"""No file tells on whose machine it was written, or where that machine gets its packages."""

import re

from tests.house.checkout import files, name

# Each is broken up here, so that this file does not hold what it looks for.
TRACES = [
    r"(?<![\w.])/(work|root|opt/pypi|tmp/bash_jobs|home/[a-z]+|Users/[A-Za-z]+)/",
    r"py[p]i\.org|python[h]osted\.org|npm[j]s\.(org|com)|deb\.debian[.]org|proxy\.golang[.]org",
]
TRACE = re.compile("|".join(TRACES).encode())


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = {name(path): match.group().decode() for path in files() if (match := TRACE.search(path.read_bytes()))}
    assert found == {}


def test_such_a_trace_would_be_found() -> None:
    assert TRACE.search(b"see /" + b"work/main/notes")
    assert TRACE.search(b"https://files.python" + b"hosted.org/x")
    assert not TRACE.search(b"docs/work/plan and network/root")
