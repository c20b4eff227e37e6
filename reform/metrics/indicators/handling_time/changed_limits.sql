-- code: D17
-- name: 时限调整影响 | Effect of changed limits
-- unit: 工作日 | working days
-- better: neither
-- by: department, domain, batch, channel, side, item, month, week
-- uses: item_versions, cases, items
-- needs: items, items.statutory_days, item_versions.old_statutory_days, item_versions.statutory_days, cases.completed_at
-- calendars: calendars_of_old_limits.completed
-- rows: rows_old_limits
-- means: 累计节省（法定口径，D05）按现行清单的法定时限计算；若改按每件受理时有效的法定时限计算，节省的工作日会多出（负数为少）多少：Σ(受理时的法定时限 − 现行法定时限)，法定时限调整生效前受理的办结件 | Days saved (D05) are counted against the limits in today's list. How many more (negative: fewer) they would be against the limit in force when each case was accepted: Σ (limit then − limit today) over completed cases accepted before a change of their statutory limit
-- past: 现行清单和时限调整都取今天的，截至日之后生效的调整也计入 | List and changes are those of today: a change in force after the as-of date counts, too
-- over_nothing: cases
-- source: 县级口径 | the county's own definition
select
    dims,
    sum(days_longer) as numerator,
    count(*) as denominator,
    numerator as value,
    denominator as n,
    count(distinct item_code) as items
from cases_under_old_limits($scope)
group by dims
