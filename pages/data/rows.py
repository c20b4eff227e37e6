"""明细: the rows behind a figure, each with the file, sheet and row it came from."""

from reform.common import formatting
from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.metrics import query
from reform.ui.components import chart_card, source_rows
from reform.ui.context import st, url_params
from reform.ui.context.view import ask, metric_of
from reform.ui.layout import page_frame

with page_frame.title(_("Rows behind a figure")):
    pass

codes = [code for code, metric in query.indicators().items() if metric.rows]
asked = url_params.one(url_params.OF, codes)
names = {code: f"{code} {either(metric_of(code).name)}" for code in codes}
chosen = st.selectbox(
    _("Figure"),
    codes,
    index=codes.index(asked) if asked else 0,
    format_func=lambda code: names[code],
)
st.query_params[url_params.OF] = chosen
metric = metric_of(chosen)
answer = ask(chosen).iloc[0]
rows = ask(metric.rows)
listed = query.find(metric.rows)

with chart_card.card(
    _("{name}: {n} rows shown").format(name=either(metric.name), n=formatting.number(len(rows))),
    _("{list}. numerator / denominator: {share} · n = {n}").format(
        list=either(listed.definition),
        share=formatting.share(answer["numerator"], answer["denominator"]),
        n=formatting.number(answer["n"]),
    ),
):
    source_rows.show(rows, metric, listed)
with st.container(border=True):
    chart_card.definition(chosen)
