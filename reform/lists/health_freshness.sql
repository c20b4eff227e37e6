-- name: 数据新鲜度 | Freshness
-- means: 各数据集的行数、数据所及的最后一日与最近导入日；整时段导出的文件说明到该时段末日为止 | Rows of each dataset, the last day they tell of and the day of the last load; a file that stands for a whole period tells of its last day
with told as (
    select 'items' as dataset, count(*) as rows, cast(null as date) as happened_on
    from raw.items
    union all
    select 'stages', count(*), max(entered_on)
    from raw.stages
    union all
    select 'cases', count(*), max(cast(greatest(applied_at, accepted_at, completed_at) as date))
    from raw.cases
    union all
    select 'pauses', count(*), max(started_on)
    from raw.pauses
    union all
    select 'ratings', count(*), max(greatest(cast(rated_at as date), rectified_on, called_back_on))
    from raw.ratings
    union all
    select 'case_counts', count(*), max(completed_on)
    from raw.case_counts
    union all
    select 'plan_changes', count(*), max(changed_on)
    from raw.plan_changes
    union all
    select 'disputes', count(*), max(greatest(raised_on, reviewed_on, submitted_on, decided_on, settled_on))
    from raw.disputes
    union all
    select 'decisions', count(*), max(greatest(met_on, done_on))
    from raw.decisions
    union all
    select 'item_versions', count(*), max(valid_from)
    from raw.item_versions
    union all
    select 'targets', count(*), cast(null as date)
    from raw.targets
    union all
    select 'centre', count(*), max(recorded_on)
    from raw.centre
    union all
    select 'hall', count(*), max(day)
    from raw.hall
    union all
    select 'steps', count(*), max(cast(greatest(started_at, ended_at) as date))
    from raw.steps
    union all
    select 'notices', count(*), max(greatest(noticed_on, corrected_on))
    from raw.notices
    union all
    select 'complaints', count(*), max(greatest(received_on, answered_on))
    from raw.complaints
    union all
    select 'trainings', count(*), max(held_on)
    from raw.trainings
    union all
    select 'exams', count(*), max(held_on)
    from raw.exams
    union all
    select 'assessments', count(*), max(assessed_on)
    from raw.assessments
    union all
    select 'surveys', count(*), max(answered_on)
    from raw.surveys
    union all
    select 'letters', count(*), max(greatest(received_on, answered_on, closed_on))
    from raw.letters
    union all
    select 'outreach', count(*), max(held_on)
    from raw.outreach
    union all
    select
        'startups',
        count(*),
        max(greatest(applied_on, registered_on, seal_on, invoice_on, insured_on, fund_on, bank_on))
    from raw.startups
    union all
    select 'projects', count(*), max(greatest(accepted_on, decided_on))
    from raw.projects
    union all
    select 'interfaces', count(*), cast(null as date)
    from raw.interfaces
    union all
    select 'interface_calls', count(*), max(last_day(month))
    from raw.interface_calls
    union all
    select 'interface_items', count(*), cast(null as date)
    from raw.interface_items
    union all
    select 'problems', count(*), cast(null as date)
    from raw.problems
    union all
    select 'measures', count(*), cast(null as date)
    from raw.measures
    union all
    select 'milestones', count(*), cast(null as date)
    from raw.milestones
    union all
    select 'sheet_lines', count(*), cast(null as date)
    from raw.sheet_lines
    union all
    select
        'handoffs',
        count(*),
        max(greatest(completed_on, pushed_on, acknowledged_on, first_checked_on, fed_back_on))
    from raw.handoffs
    union all
    select 'inspections', count(*), max(greatest(checked_on, published_on))
    from raw.inspections
    union all
    select 'disclosures', count(*), max(greatest(decided_on, published_on))
    from raw.disclosures
    union all
    select 'commitments', count(*), max(greatest(committed_on, checked_on, handled_on))
    from raw.commitments
    union all
    select 'risk_hits', count(*), max(greatest(found_on, verified_on, handled_on))
    from raw.risk_hits
    union all
    select 'credit_grades', count(*), max(counted_on)
    from raw.credit_grades
    union all
    select 'credit_measures', count(*), max(counted_on)
    from raw.credit_measures
    union all
    select 'departments', count(*), cast(null as date)
    from raw.departments
    where withdrawn is not true
    union all
    select 'calendar', count(*), cast(null as date)
    from raw.calendar
),

brought as (
    select
        dataset,
        cast(max(loaded_at) as date) as loaded_on,
        -- least and greatest pass over nulls
        max(case when replaced_to is not null then least(replaced_to, cast(loaded_at as date)) end) as covered_to
    from imports
    group by dataset
)

select told.dataset, told.rows, greatest(told.happened_on, brought.covered_to) as happened_on, brought.loaded_on
from told
left join brought on brought.dataset = told.dataset
