"""会商视图: one message a screen, paged by buttons, keys or a remote control; the link keeps the screen."""

from collections.abc import Sequence
from pathlib import Path

from reform import ROOT
from reform.common.i18n import gettext as _
from reform.reports.meeting_pack.chart_on_screen import drawn
from reform.reports.meeting_pack.chart_spec import Picture
from reform.ui.components import chart_card, indicator_links, kpi_cards, staleness_badge
from reform.ui.context import savings_basis, st, url_params
from reform.ui.context.view import palette
from reform.ui.sections import headlines

STYLE = Path(__file__).with_name("presentation.css")


def show(shown: Sequence[Picture]) -> None:
    """Show the screen given in the link: the three answers, then each chart that has data."""
    st.html(STYLE)
    last = len(shown) + 1
    asked = url_params.one(url_params.SCREEN, [str(n) for n in range(1, last + 1)])
    number = int(asked or 1)
    if number == 1:
        codes = _answers()
    else:
        _picture(shown[number - 2])
        codes = list(shown[number - 2].codes)
    _foot(number, last, codes)


def _answers() -> list[str]:
    """Show the three headline answers, without details for readers at a desk."""
    answers = headlines.of(savings_basis.chosen())
    with st.container(key="room_answers"):
        for column, answer in zip(st.columns(len(answers)), answers, strict=True):
            with column:
                _answer(answer)
    return [answer.codes[0] for answer in answers]


def _answer(answer: kpi_cards.Headline) -> None:
    st.header(answer.title, anchor=False)
    kpi_cards.badge(answer.state)
    st.html(kpi_cards.big(answer.figure, answer.unit))
    for sentence in answer.sentences:
        st.markdown(sentence)
    st.caption(answer.change)
    staleness_badge.badge(answer.codes)


def _picture(picture: Picture) -> None:
    st.header(picture.title, anchor=False)
    st.caption(staleness_badge.marked(picture.caption, picture.codes))
    with st.container(key="room_stage"):
        chart_card.chart(
            drawn(picture, palette()),
            key="room_chart",
            alt=picture.said or picture.title,
            toolbar=False,
            fills=True,
        )


def _foot(number: int, last: int, codes: Sequence[str]) -> None:
    """Show the source of the figures, their definitions, and buttons to the next and previous screen."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(chart_card.source_line(), width="content")
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            if codes:
                indicator_links.way(codes[0], _("Behind these figures"))
            _turn("‹", "room_back", max(number - 1, 1), "left")
            st.markdown(f"{number} / {last}", width="content")
            _turn("›", "room_on", min(number + 1, last), "right")
            _leave()
    with st.container(key="room_remote"):
        ways = (
            ("‹", "pageup", number - 1),
            ("›", "pagedown", number + 1),
            ("«", "home", 1),
            ("»", "end", last),
        )
        for label, key, to in ways:
            _turn(label, f"room_{key}", min(max(to, 1), last), key)


def _turn(label: str, key: str, to: int, shortcut: str) -> None:
    st.button(label, key=key, on_click=_go, args=(to,), shortcut=shortcut)


def _go(to: int) -> None:
    st.query_params[url_params.SCREEN] = str(to)


def _leave() -> None:
    st.page_link(
        ROOT / "pages" / "progress/overview.py",
        label=_("Leave"),
        icon=":material/close:",
        query_params=url_params.query(),
    )
