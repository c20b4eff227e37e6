-- name: 用时的日历 | Calendars of the days used
-- means: 办件按哪种日历计算用时，由其来源的配置决定 | The calendar on which days used are counted, which the profile of the source decides
select
    cases.calendar_kind,
    count(*) as cases,
    min(cases.accepted_on) as first_on,
    max(cases.accepted_on) as last_on
from cases
group by cases.calendar_kind
order by cases desc, cases.calendar_kind
