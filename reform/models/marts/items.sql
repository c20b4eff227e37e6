-- One row an item, with what the figures need.
-- counted: the headline counts 主项 and 子项. A list that holds neither is counted whole.
-- kind: 即办件 (1) or 承诺件 (2); where the list is silent, what the promise says.
-- department, supervising_department: what the names in the list stand for (staging/department_names.sql).
-- transferred_on: the first day of its first transfer (S4 to S7); cases accepted until then are before it.
-- unique: items (item_code)
-- not null: items (item_code, item_name, counted)
create or replace table items as
with first_transfers as (
    select item_code, min(from_on) as transferred_on
    from transfer_spans
    group by item_code
),

lists as (
    select coalesce(bool_or(coalesce(granularity in ('主项', '子项'), true)), false) as has_headline_items
    from raw.items
)

select
    listed.* exclude (row_key, import_id, source_row)
        replace (held_by.department as department, supervised_by.department as supervising_department),
    coalesce(listed.granularity in ('主项', '子项'), true) or not lists.has_headline_items as counted,
    coalesce(
        listed.case_kind,
        case
            when listed.promised_kind in ('immediate', 'same_day') then '1'
            when listed.promised_days is not null then '2'
        end
    ) as kind,
    first_transfers.transferred_on
from raw.items as listed
cross join lists
inner join department_names as held_by
    on held_by.undated and held_by.given is not distinct from listed.department
inner join department_names as supervised_by
    on supervised_by.undated and supervised_by.given is not distinct from listed.supervising_department
left join first_transfers on first_transfers.item_code = listed.item_code
order by listed.item_code;
