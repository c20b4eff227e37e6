-- The changed cases as they are kept now. Those of the files themselves came with these imports, which only the
-- last parts of the table hold; the others, whose pauses changed, have to be looked for.
create or replace temp table filed_anew as
select *
from raw.cases
where
    import_id in (select changed_rows.import_id from changed_rows)
    and case_no in (select changed_cases.case_no from changed_cases)
union all
select *
from raw.cases
where
    case_no in (
        select case_no
        from changed_cases
        where case_no not in (select row_key from changed_rows where dataset = 'cases')
    );
