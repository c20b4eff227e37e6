"""明细: the rows behind a figure, each with the file, sheet and row it came from."""

from reform import ask as asking
from reform import wording
from reform.i18n import either
from reform.i18n import gettext as _
from reform.ui import behind, frame, link, panel, st
from reform.ui.view import ask

with frame.title(_("Rows behind a figure")):
    pass

codes = [code for code, question in asking.indicators().items() if question.rows]
asked = link.one(link.OF, codes)
chosen = st.selectbox(
    _("Figure"),
    codes,
    index=codes.index(asked) if asked else 0,
    format_func=lambda code: f"{code} {either(asking.find(code).name)}",
)
st.query_params[link.OF] = chosen
question = asking.find(chosen)
answer = ask(chosen).iloc[0]
rows = ask(question.rows)
listed = asking.find(question.rows)

with panel.card(
    _("{name}: {n} rows shown").format(name=either(question.name), n=wording.number(len(rows))),
    _("{list}. numerator / denominator: {share} · n = {n}").format(
        list=either(listed.definition),
        share=wording.share(answer["numerator"], answer["denominator"]),
        n=wording.number(answer["n"]),
    ),
):
    behind.show(rows, question, listed)
with st.container(border=True):
    panel.definition(chosen)
