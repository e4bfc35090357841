"""The header: every tab can be clicked where it stands, whatever the width; the name gives way last."""

import pytest

from vpcdesign.render.ink import plain
from vpcdesign.tui.bench.lines import TABS, Heading, header

LONG = Heading("a-network-with-a-long-name", "groups", unsaved=True, held=8, asserted=9, findings=12, down=True)


@pytest.mark.parametrize("tab", [scope for scope, *_ in TABS])
@pytest.mark.parametrize("said", [LONG, Heading("shop", "map", held=9, asserted=9)], ids=["long", "short"])
@pytest.mark.parametrize("cells", [60, 79, 80, 99, 100, 109, 110, 119, 120, 160, 200])
def test_every_tab_is_there_whole(cells: int, said: Heading, tab: str) -> None:
    line, places = header(said._replace(tab=tab), cells)
    text = plain(line)
    assert len(text) == cells
    assert [scope for *_, scope in places] == [scope for scope, *_ in TABS]
    for number, ((start, end, scope), (_, long, short)) in enumerate(zip(places, TABS, strict=True), 1):
        shown = text[start:end]
        names = {long, short, f"{number} {long}", f"{number} {short}", f"{number}"}
        assert shown.strip("[]") in names
        assert (shown[0] == "[") == (scope == tab)


def test_a_name_is_cut_only_where_numbers_do_not_fit() -> None:
    assert LONG.name in plain(header(LONG, 80)[0])
    assert "…" in plain(header(LONG, 60)[0])
