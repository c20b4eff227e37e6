"""服务能力: the centre and its hall, how often people come, what could be done online beside what is."""

from reform import findings_service as findings
from reform import wording
from reform.i18n import gettext as _
from reform.ui import cards, frame, hall, panel, people, service, sharing, st, window
from reform.ui.view import ask, one

with frame.title(_("Service")):
    pass

st.header(_("The centre and its hall"), anchor=False)
st.caption(
    _("Centre and hall are counted as a whole: no filter but the as-of date and the period changes them.")
)
o07, o08, v01, v02, v03, v04 = (one(code) for code in ("O07", "O08", "V01", "V02", "V03", "V04"))
counts = ask("centre_counts")
cards.strip(
    [
        cards.Figure(
            "O08",
            _("Windows"),
            hall.counts_of(counts, "windows"),
            "",
            findings.windows_change(o08),
        ),
        cards.rate("O07", _("Items in the centre")),
        cards.Figure(
            "V01",
            _("Visits a day"),
            wording.number(v01["value"]),
            _("visits"),
            wording.share(v01["numerator"], v01["denominator"]),
        ),
        cards.Figure(
            "V03",
            _("Mean waiting"),
            wording.number(v03["value"], 1),
            _("minutes"),
            _("weighed by {n} visits").format(n=wording.number(v03["n"])),
        ),
        cards.rate("V02", _("Self-service")),
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
    panel.nothing(_("No hall log in this selection"), _("Load the hall log on the page Files."))

# as the list asks, and as it happened
st.header(_("Visits"), anchor=False)
o04, o04b = one("O04"), one("O04b")
cards.strip(
    [
        cards.rate("O04", _("One visit at most, by item")),
        cards.rate("O04b", _("One visit at most, by case")),
        cards.rate("O05", _("No visit, by item")),
        cards.rate("O05b", _("No visit, by case")),
    ],
    codes=["O04", "O04b", "O05", "O05b"],
    key="visits",
)
left, right = st.columns(2)
with left:
    service.visits_by_item(ask("visits_by_item"), o04)
with right:
    service.visits_by_case(ask("visits_by_case"), o04b)
service.above_one_visit(ask("items_with_visits"), o04["without_reason"])

# what could be done beside what is
st.header(_("Online"), anchor=False)
online = {code: one(code) for code in ("O01", "O02", "O03")}
cards.strip(
    [
        cards.rate("O01", _("Can be done online")),
        cards.rate("O02", _("From end to end")),
        cards.rate("O03", _("Came online, by case")),
    ],
    codes=list(online),
    key="online",
)
by_department = findings.by_department(*(ask(code, by=("department",)) for code in online))
service.online(by_department, online)
service.gap(ask("online_gap"))

window.show()
sharing.show()
people.show()
