-- code: W02
-- name: 补正告知及时率 | Told in time what to correct
-- unit: %
-- better: higher
-- by: department, domain, batch, channel, item, month, week
-- uses: notices, cases, items
-- rows: rows_corrected
-- means: 申请后 5 个工作日内首次告知补正的办件 ÷ 期内首次告知且申请日期已知的办件；超过 5 日视为受理 | Cases first told within 5 working days of the application ÷ cases first told in the period whose day of application is known; later than that the application counts as accepted
-- source: 行政许可法第32条 | Administrative Licensing Law art. 32
select
    dims,
    count(*) filter (where days_to_notice <= 5) as numerator,
    count(days_to_notice) as denominator,
    100.0 * numerator / nullif(denominator, 0) as value,
    denominator as n,
    count(*) - denominator as left_out
from corrected_cases($scope)
group by dims
