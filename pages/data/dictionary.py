"""指标字典: every indicator with its definition, unit, target, owner, freshness and SQL."""

import pandas as pd

from reform.common.i18n import either
from reform.common.i18n import gettext as _
from reform.metrics import query
from reform.ui.components import chart_card, indicator_dictionary
from reform.ui.components.column_headers import columns
from reform.ui.context import st
from reform.ui.context.view import metric_of
from reform.ui.layout import page_frame

with page_frame.title(_("Dictionary")):
    pass
st.caption(_("Every figure on every page is one of these. The SQL shown is the one that runs."))

codes = list(query.indicators())
chart_card.table(
    pd.DataFrame([indicator_dictionary.row(code) for code in codes]),
    columns(
        "code name unit better target owner freshness means source",
        name=_("Indicator"),
        owner=_("Data owed by"),
    ),
    key="dictionary",
    title=_("Dictionary"),
    height=520,
)
names = {code: f"{code} {either(metric_of(code).name)}" for code in codes}
chosen = st.selectbox(
    _("Definition of"),
    codes,
    format_func=lambda code: names[code],
    key="dictionary_code",
)
with st.container(border=True):
    chart_card.definition(chosen)
