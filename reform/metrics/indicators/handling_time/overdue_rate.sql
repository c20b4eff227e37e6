-- code: D09
-- name: 超期率 | Overdue rate
-- unit: %
-- better: lower
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, items, pauses
-- rows: rows_cases
-- means: 超过应办结日期或承诺时限的办结件 ÷ 有期限的办结件；超过法定时限的件数另列：所有特别程序都停表的，以及只有行政许可法第45条所列程序（听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审）停表、现场勘验与公示等不停表的；延长按批准的天数计，超过第42条的 10 个（集中办理 15 个）工作日的，由数据健康列出 | Completed after the day due or the promise ÷ completed with a limit; those beyond the statutory limit are shown apart: with every special procedure stopping the clock, and with only those that art. 45 names (hearing, tender, auction, inspection, testing, quarantine, appraisal, expert review), so not site visits, public notices and the like; an extension counts as approved, and those beyond the 10 (15) working days of art. 42 are listed under Health
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
-- source: 行政许可法第42、45条；县级口径 | Administrative Licensing Law art. 42, 45; the county's own definition
select
    dims,
    sum(due_known) - sum(on_time) as numerator,
    sum(due_known) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    sum(due_known) as n,
    case when sum(statutory_known) > 0 then sum(over_statutory) end as over_statutory,
    -- counted elsewhere before it was asked: then nobody can tell
    case
        when count(*) = count(over_statutory_strict) then sum(over_statutory_strict)
    end as over_statutory_strict,
    sum(statutory_known) as statutory_known
from completed($scope)
group by dims
