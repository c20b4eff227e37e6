"""服务能力: the centre and its hall, how often people come, what could be done online beside what is."""

from reform.common import formatting
from reform.common.i18n import gettext as _
from reform.reports.insights import service_hall
from reform.ui.components import chart_card, kpi_cards
from reform.ui.context import st
from reform.ui.context.view import ask, one
from reform.ui.layout import page_frame
from reform.ui.sections import data_sharing, one_window, staff, visits_and_online
from reform.ui.sections import service_hall as hall

with page_frame.title(_("Service")):
    pass

st.header(_("The centre and its hall"), anchor=False)
st.caption(
    _("Centre and hall are counted as a whole: no filter but the as-of date and the period changes them.")
)
o07, o08, v01, v02, v03, v04 = (one(code) for code in ("O07", "O08", "V01", "V02", "V03", "V04"))
counts = ask("centre_counts")
kpi_cards.strip(
    [
        kpi_cards.KpiFigure(
            "O08",
            _("Windows"),
            hall.counts_of(counts, "windows"),
            "",
            service_hall.windows_change(o08),
        ),
        kpi_cards.rate("O07", _("Items in the centre")),
        kpi_cards.KpiFigure(
            "V01",
            _("Visits a day"),
            formatting.number(v01["value"]),
            _("visits"),
            formatting.share(v01["numerator"], v01["denominator"]),
        ),
        kpi_cards.KpiFigure(
            "V03",
            _("Mean waiting"),
            formatting.number(v03["value"], 1),
            _("minutes"),
            _("weighed by {n} visits").format(n=formatting.number(v03["n"])),
        ),
        kpi_cards.rate("V02", _("Self-service")),
    ],
    codes=["O07", "O08", "V01", "V02", "V03", "V04"],
    key="centre",
)
hall.centre(counts)
if v01["n"] > 0:
    left, right = st.columns(2)
    with left:
        hall.months(ask("hall_months"))
    with right:
        hall.week(ask("hall_weekdays"))
    left, right = st.columns(2)
    with left:
        hall.windows(ask("hall_hours"), v04)
    with right:
        hall.self_service(ask("V02", by=("month",)))
else:
    chart_card.nothing(_("No hall log in this selection"), _("Load the hall log on the page Files."))

# as the list asks, and as it happened
st.header(_("Visits"), anchor=False)
o04, o04b = one("O04"), one("O04b")
kpi_cards.strip(
    [
        kpi_cards.rate("O04", _("One visit at most, by item")),
        kpi_cards.rate("O04b", _("One visit at most, by case")),
        kpi_cards.rate("O05", _("No visit, by item")),
        kpi_cards.rate("O05b", _("No visit, by case")),
    ],
    codes=["O04", "O04b", "O05", "O05b"],
    key="visits",
)
left, right = st.columns(2)
with left:
    visits_and_online.visits_by_item(ask("visits_by_item"), o04)
with right:
    visits_and_online.visits_by_case(ask("visits_by_case"), o04b)
visits_and_online.above_one_visit(ask("items_with_visits"), o04["without_reason"])

# what could be done beside what is
st.header(_("Online"), anchor=False)
online = {code: one(code) for code in ("O01", "O02", "O03")}
kpi_cards.strip(
    [
        kpi_cards.rate("O01", _("Can be done online")),
        kpi_cards.rate("O02", _("From end to end")),
        kpi_cards.rate("O03", _("Came online, by case")),
    ],
    codes=list(online),
    key="online",
)
by_department = service_hall.by_department(*(ask(code, by=("department",)) for code in online))
visits_and_online.online(by_department, online)
visits_and_online.gap(ask("online_gap"))

one_window.show()
data_sharing.show()
staff.show()
