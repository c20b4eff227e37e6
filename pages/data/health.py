"""数据健康: what needs attention before the figures are believed, and how old each dataset is."""

from reform.common.i18n import gettext as _
from reform.ui.components import chart_card
from reform.ui.data_admin import health
from reform.ui.layout import page_frame

with page_frame.title(_("Health")):
    pass
findings = health.findings()
health.show(findings)
for finding in findings:
    if finding.name == "freshness":
        with chart_card.card(
            _("How old the data are"),
            _(
                "Days since the last day a dataset tells of, or since its loading where it has no events; "
                "out of date after the days allowed, due from half of them on"
            ),
        ):
            health.table(finding)
