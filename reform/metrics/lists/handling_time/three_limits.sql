-- name: 法定、承诺、实际 | Statutory, promised, actual
-- unit: 工作日 | working days
-- by: department, domain, batch, channel, item, month, side
-- uses: cases, items, pauses
-- calendars: calendars_in_period.both_known
-- means: 法定与承诺时限都已知的办结承诺件：三者的平均工作日 | Completed promised cases with both limits known: mean working days of the three
-- past: 事项清单只有现行时限，过去的截至日也按现行时限计算 | The item list holds today's limits only: an as-of date in the past is counted with them, too
select
    dims,
    sum(both_statutory_days) / nullif(sum(both_known), 0) as statutory,
    sum(both_promised_days) / nullif(sum(both_known), 0) as promised,
    sum(working_days * both_known) / nullif(sum(both_known), 0) as used,
    used as value,
    sum(working_days * both_known) as numerator,
    sum(both_known) as denominator,
    sum(both_known) as n
from completed($scope)
where kind = '2'
group by dims
having sum(both_known) > 0
