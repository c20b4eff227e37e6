-- list: rows_letters
-- name: 所数的来件 | The letters and calls counted
-- uses: letters
-- belongs_to: filter
-- means: 期内收到的来件及其所在的文件和行，超期未答复的在前 | Letters, calls and messages received in the period with their file and row, overdue ones first
select
    counted.letter_no,
    counted.channel,
    counted.kind,
    counted.department,
    counted.received_on,
    counted.answer_by as due_on,
    case when counted.is_answered then counted.answered_on end as answered_on,
    case when counted.is_closed then counted.closed_on end as closed_on,
    counted.days_to_answer,
    counted.is_past_due and not counted.is_answered as is_overdue,
    counted.content,
    imports.file,
    imports.sheet,
    counted.source_row
from letters_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by is_overdue desc, counted.received_on desc, counted.letter_no;

-- list: rows_outreach
-- name: 所数的宣传 | The outreach counted
-- uses: outreach
-- belongs_to: filter
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
order by counted.held_on desc, counted.outreach_no;

-- list: rows_ratings
-- name: 所数的评价 | The ratings counted
-- by: channel
-- channels: ratings
-- uses: ratings
-- belongs_to: filter
-- means: 期内的评价及其所在的文件和行，差评在前，最多 1000 条 | Ratings of the period with their file and row, bad ones first, 1,000 at most
with counted as (
    select *
    from ratings_in($scope)
    order by bad desc, rated_on desc, rating_key
    limit 1000
)

select
    coalesce(counted.rating_no, counted.case_no) as reference,
    counted.item_name,
    counted.department,
    counted.channel,
    counted.level,
    counted.rated_on,
    counted.is_default,
    counted.valid,
    counted.bad,
    counted.due_on,
    counted.rectified_on,
    counted.is_named,
    counted.called_back_on,
    counted.verified,
    imports.file,
    imports.sheet,
    source.source_row
from counted
inner join raw.ratings as source on source.row_key = counted.rating_key
inner join imports on imports.import_id = source.import_id
order by counted.bad desc, counted.rated_on desc, counted.rating_key;

-- list: rows_surveys
-- name: 所数的答卷 | The answers counted
-- uses: surveys
-- belongs_to: filter
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
order by counted.answered_on desc, counted.question, counted.import_id, counted.source_row
limit 1000;
