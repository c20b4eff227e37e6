"""Words are text, never markup: what is escaped, what is not, and that nothing is lost on the way."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform.charts import LIGHT, bars
from reform.common.markdown import Marked, bare, bold, plain
from tests.markup import KINDS

# What Streamlit's page joins in a piece of text, whichever way its characters are written in Markdown.
JOINED = re.compile(
    r"""https?://|www\.|[-.\w+]@[-\w]|:[\w+-]+:|<->|->|<-|--|>=|<=|~=""", re.VERBOSE | re.IGNORECASE
)
MARKS = r"\`*_{}[]()#+-.!|<>$~:&@/=wW 1a甲" + "\n\t"


@pytest.mark.parametrize("words", KINDS.values(), ids=KINDS)
def test_words_lose_nothing(words: str) -> None:
    assert bare(plain(words)) == words
    assert bare(bold(words)) == words
    assert bare(words) == words


@given(st.text(MARKS, max_size=40))
def test_nothing_is_lost_of_any_words(words: str) -> None:
    assert bare(plain(words)) == words


@given(st.text(MARKS, max_size=40))
def test_no_piece_of_text_holds_what_would_be_joined(words: str) -> None:
    pieces = [bare(Marked(piece)) for piece in plain(words).split(":small{}")]
    assert [piece for piece in pieces if JOINED.search(piece)] == []


@given(st.text(MARKS, max_size=40))
def test_every_mark_is_escaped(words: str) -> None:
    """No mark stands without a backslash before it; an ampersand only begins what stands for a character."""
    left = re.sub(r"\\[!-/:-@\[-`{-~]|&#\d+;|:small\{\}", "·", plain(words))
    assert not re.search(r"[\\`*_\[\]<>$~|{}@\n\t]|&[#A-Za-z]|^[-+=#](\s|$)|^\d{1,9}[.)](\s|$)", left)


def test_ordinary_words_stay_legible() -> None:
    told = "不动产首次登记（1,006.5 天，12:30 起）：2026-10-31，99.99% of 3 + 4 (n = 8); see no. 5"
    assert plain(told) == told


def test_what_is_filled_in_is_text_and_only_our_marks_are_drawn() -> None:
    said = Marked("**{name}** {n:.1f} {other}").format(name="*甲*", n=1.25, other=bold("乙"))
    assert said == r"**\*甲\*** 1.2 **乙**"
    assert Marked(" · ").join(["[甲](x)", bold("乙")]) == "&#91;甲&#93;(x) · **乙**"
    assert plain(said) == said
    assert bare(said) == "*甲* 1.2 乙"


def test_text_on_a_chart_is_drawn_as_typed() -> None:
    words = '<a href="http://x.example">甲</a> &amp;'
    drawn = bars(
        pd.DataFrame({"department": [words], "days": [1.0], "text": [f"{words}\n二"]}), LIGHT, value="days"
    ).to_dict()
    escaped = '&lt;a href="http://x.example"&gt;甲&lt;/a&gt; &amp;amp;'
    bar, _right = drawn["data"]
    assert bar["y"] == [escaped]
    assert bar["customdata"] == [f"{escaped}<br>二"]
    assert bar["hovertemplate"] == "%{y}  %{customdata}<extra></extra>"
    assert drawn["layout"]["yaxis2"]["ticktext"] == [f" {escaped}<br>二"]
