-- list: measure_list
-- name: 对策清单 | Counter-measures
-- uses: measures
-- belongs_to: owner
-- means: 每条对策针对哪个问题、看哪些指标、谁负责、何时完成，按文件中的次序 | Which problem each counter-measure answers, its indicators, owner and day, in the order of the file
select
    measures.measure_no,
    measures.problem_no,
    measures.title,
    measures.indicators,
    measures.owner,
    measures.due_on,
    imports.file,
    imports.sheet,
    measures.source_row
from named_measures as measures
inner join imports on imports.import_id = measures.import_id
order by measures.source_row, measures.measure_no;

-- list: milestone_list
-- name: 对策节点 | Milestones
-- uses: milestones
-- belongs_to: owner
-- means: 每个节点的责任单位、期限、完成日期与佐证；未完成的列出距期限的工作日（过期为负），已完成的列出超期的工作日；期限在前的在前 | Who owes each milestone, its day, when it was done and what shows it; for what is not done the working days to its day (below 0 when past), for what is done the working days it was late; the earliest day first
select
    milestones.measure_no,
    milestones.milestone,
    milestones.owner,
    milestones.due_on,
    milestones.done_on,
    milestones.evidence,
    case when milestones.done_on is null then days_left($scope['as_of'], milestones.due_on) end as days_left,
    case
        when milestones.done_on > milestones.due_on then days_late(milestones.done_on, milestones.due_on)
        when milestones.done_on <= milestones.due_on then 0
    end as days_late,
    milestones.done_on is null and coalesce(due_days.provisional, false) as provisional,
    imports.file,
    imports.sheet,
    milestones.source_row
from milestones_at($scope) as milestones
inner join imports on imports.import_id = milestones.import_id
left join calendar as due_days
    on due_days.kind = 'china' and due_days.day = milestones.due_on
order by milestones.due_on nulls last, milestones.source_row, milestones.measure_no, milestones.milestone;

-- list: problem_list
-- name: 问题清单 | Problems
-- uses: problems
-- belongs_to: owner
-- means: 截至日已列入清单的问题、衡量指标与牵头单位，按文件中的次序 | Problems on the list at the as-of date with their indicators and who leads, in the order of the file
select
    problems.problem_no,
    problems.title,
    problems.what,
    problems.indicators,
    problems.owner,
    problems.found_on,
    imports.file,
    imports.sheet,
    problems.source_row
from problems_at($scope) as problems
inner join imports on imports.import_id = problems.import_id
order by problems.source_row, problems.problem_no;

-- list: sheet_list
-- name: 考核指标表 | Assessment sheet
-- uses: sheet_lines
-- belongs_to: everybody
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
order by lines.source_row, lines.line_no;
