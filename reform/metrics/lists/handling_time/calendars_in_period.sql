-- name: 期内用时的日历 | Calendars of the days used in the period
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases
-- means: 期内办结件按用时的日历的件数：全部、法定时限已知的、承诺时限已知的、法定时限已知的承诺件、两项时限都已知的承诺件 | Completed cases by the calendar of their days used: all, with a known statutory limit, with a known promise, promised cases with a known statutory limit, promised cases with both
select
    dims,
    calendar_kind,
    count(*) as completed,
    count(*) filter (where statutory_known) as statutory_known,
    count(*) filter (where promised_known) as promised_known,
    count(*) filter (where kind = '2' and statutory_known) as promised_case,
    count(*) filter (where kind = '2' and both_known) as both_known
from calendars_in($scope)
group by dims, calendar_kind
