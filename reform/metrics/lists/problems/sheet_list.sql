-- name: 考核指标表 | Assessment sheet
-- uses: sheet_lines
-- means: 考核表的每一条及其计分方式、界线、自评得分与佐证，按文件中的次序 | Each line of the sheet with how it is scored, its thresholds, the county's own score and what shows it, in the order of the file
select
    lines.line_no,
    lines.section,
    lines.line,
    lines.points,
    lines.indicator,
    lines.scoring,
    lines.full_at,
    lines.zero_at,
    lines.self_score,
    lines.evidence,
    lines.owner,
    imports.file,
    imports.sheet,
    lines.source_row
from sheet_lines_at($scope) as lines
inner join imports on imports.import_id = lines.import_id
order by lines.source_row, lines.line_no
