-- name: 所数的答卷 | The answers counted
-- uses: surveys
-- means: 期内的答题及其所在的文件和行，最多 1000 条；不足 10 个回答的题不列出答了什么 | Answers of the period with their file and row, 1,000 at most; of questions with fewer than 10 answers it is not told what was answered
with counted as (
    select *, count(*) over (partition by question) >= few_answers() as is_told
    from answers_in($scope)
)

select
    counted.survey_no,
    counted.question,
    counted.answered_on,
    counted.channel,
    counted.department,
    case when counted.is_told then counted.level end as level,
    case when counted.is_told then counted.score end as score,
    imports.file,
    imports.sheet,
    counted.source_row
from counted
inner join imports on imports.import_id = counted.import_id
order by counted.answered_on desc, counted.question, counted.source_row
limit 1000
