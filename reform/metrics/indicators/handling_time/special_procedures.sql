-- code: D14
-- name: 特别程序占比 | Share of suspended cases
-- unit: %
-- better: lower
-- by: department, domain, batch, channel, side, item, month, week
-- uses: cases, pauses
-- needs: pauses|case_counts
-- rows: rows_cases
-- means: 因特别程序（听证、检验、检测、检疫、鉴定、专家评审等）停表满 1 日（按各办件所用的日历计：工作日或自然日）的办结件 ÷ 办结件；开始当日仍计时，自次日起停表，用以防止滥用；获准延长审批的件数另列 | Completed cases whose clock a special procedure (hearing, inspection, test, quarantine, appraisal, expert review) stopped for a day or more (a working or a natural day, as the case's own calendar counts) ÷ completed cases; the day it begins still counts, the clock stands still from the day after; against abuse; cases with a granted extension are shown beside
-- source: 行政许可法第42、45条；GB/T 39046-2020 附录 A.7 | Administrative Licensing Law art. 42, 45; GB/T 39046-2020 annex A.7
select
    dims,
    sum(suspended) as numerator,
    sum(completed) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    sum(completed) as n,
    sum(extended) as extended
from completed($scope)
group by dims
