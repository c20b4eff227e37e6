-- name: 所数的宣传 | The outreach counted
-- uses: outreach
-- means: 期内每次宣传及其所在的文件和行，最近的在前；触达人数没有统计的为空 | Each time the reform was made known in the period with its file and row, latest first; a reach nobody counted is blank
select
    counted.outreach_no,
    counted.held_on,
    counted.channel,
    counted.title,
    counted.department,
    counted.reach,
    counted.link,
    imports.file,
    imports.sheet,
    counted.source_row
from told_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.held_on desc, counted.outreach_no
