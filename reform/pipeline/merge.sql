-- statement: change_log
-- The rows that a load changes, for the incremental update of the facts.
create or replace temp table changed_rows (dataset varchar, row_key varchar, import_id integer);

-- statement: match_existing
-- The kept rows with the keys of the staged ones, and their place; the only full scan of the kept rows.
create or replace temp table met as
select rowid as place, *
from {kept}
where row_key in (select row_key from staged);

-- Most rows are the only one of their key and new. Only the others, known by the hash of their key (two
-- keys with one hash do no harm), have to be compared.
create or replace temp table shared_keys as
select hash(row_key) as key_hash
from staged
group by key_hash
having count(*) > 1
union
select hash(row_key)
from met;

-- statement: has_existing
-- One row if any key occurs more than once.
select key_hash
from shared_keys
limit 1;

-- statement: classify
-- new: no version before it; correction: differs from the version before it; unchanged otherwise. A file that
-- lists the versions of a row and ends with the kept one is unchanged, so a second load of a file changes nothing.
create or replace temp table judged as
with versions as (
    select
        row_key,
        0 as source_row,
        row(*columns(* exclude (place, import_id, source_row))) as content
    from met
    union all
    select
        row_key,
        source_row,
        row(*columns(* exclude (source_row))) as content
    from staged
    where hash(row_key) in (select key_hash from shared_keys)
),

compared as (
    select
        *,
        lag(content) over following as content_before,
        lag(source_row) over following is null as is_first,
        first_value(source_row) over whole = 0
        and (first_value(content) over whole is not distinct from last_value(content) over whole) as stays
    from versions
    window
        following as (partition by row_key order by source_row),
        whole as (
            partition by row_key order by source_row
            rows between unbounded preceding and unbounded following
        )
)

select
    row_key,
    source_row,
    case
        when is_first then 'new'
        when (content is distinct from content_before) and not stays then 'correction'
        else 'unchanged'
    end as outcome
from compared
where source_row > 0;

-- statement: replacements
-- The keys whose kept row changes with this import, and the row of the file that replaces it.
create or replace temp table moves as
select
    judged.row_key,
    max(judged.source_row) as source_row,
    cast($import_id as integer) as import_id
from judged
where judged.outcome <> 'unchanged'
group by judged.row_key;

-- statement: apply_replacements
-- Replaced versions move to history; the latest version is kept.
insert into {history} by name
select met.* exclude (place), moves.import_id as replaced_by
from met
inner join moves on moves.row_key = met.row_key;

insert into {history} by name
select staged.*, moves.import_id, moves.import_id as replaced_by
from staged
inner join judged on judged.source_row = staged.source_row
inner join moves on moves.row_key = staged.row_key and moves.source_row > staged.source_row
where judged.outcome <> 'unchanged';

delete from {kept}
where rowid in (select place from met where row_key in (select row_key from moves));

insert into {kept} by name
select staged.*, moves.import_id
from staged
inner join moves on moves.source_row = staged.source_row;

-- statement: classify_all_new
-- Where no key occurs twice, every row is new and none moves.
create or replace temp table judged (row_key varchar, source_row bigint, outcome varchar);

create or replace temp table moves (row_key varchar, source_row bigint, import_id integer);

-- statement: count_outcomes
-- How many rows came to what.
select outcome, count(*) as n
from judged
group by outcome
union all
select 'alone', (select count(*) from staged) - (select count(*) from judged);

-- statement: insert_new
-- Rows whose key occurs once go straight into the table.
insert into {kept} by name
select *, cast($import_id as integer) as import_id
from staged
where hash(row_key) not in (select key_hash from shared_keys);

-- statement: log_changes
-- New and corrected rows of this table.
insert into changed_rows
select cast($dataset as varchar), row_key, import_id
from moves
union all
select cast($dataset as varchar), row_key, cast($import_id as integer)
from staged
where hash(row_key) not in (select key_hash from shared_keys);

-- statement: insert_rejects
-- The refused cells of one import; a row refused before at the same place of the same file is left as it is.
insert into rejects by name
select refused.*
from refused
anti join rejects using (dataset, mark);

-- statement: find_removed
-- Rows of a replaced period that the file no longer holds.
create or replace temp table withdrawn as
select rowid as place, row_key, cast($import_id as integer) as import_id, cast($dataset as varchar) as dataset
from {kept}
where
    cast({period} as date) between $from_on and $to_on
    and row_key not in (select row_key from staged);

-- statement: remove
-- Removed rows move to history.
insert into {history} by name
select kept.*, withdrawn.import_id as replaced_by
from {kept} as kept
inner join withdrawn on withdrawn.place = kept.rowid;

delete from {kept}
where rowid in (select place from withdrawn);

insert into changed_rows
select dataset, row_key, import_id
from withdrawn;

select count(*) as n
from withdrawn;

-- statement: has_open_rejects
-- One row if any rejected row is open.
select import_id
from rejects
where resolved_by is null
limit 1;

-- statement: resolve_rejects
-- Rejected rows that are good now, by the number of the correction sheet or by key. A table settles only what was
-- rejected before its file was first loaded, and no row further down in itself: the same files settle nothing twice.
update rejects
set resolved_by = $import_id
where
    resolved_by is null
    and dataset = $dataset
    and (
        mark in (select mark from accepted_marks)
        or exists (
            select 1
            from staged
            where
                staged.row_key = rejects.row_key
                and (rejects.import_id, rejects.row_no) <= (
                    (
                        select coalesce(min(imports.import_id), $import_id)
                        from imports
                        where
                            imports.dataset = $dataset
                            and imports.sha256 = $sha256
                            and imports.sheet is not distinct from $sheet
                            and regexp_extract(imports.file, '/(.*)', 1) = $member
                    ),
                    staged.source_row
                )
        )
    )
returning import_id, row_no;

-- statement: drop_staged
-- Some of its rows are refused for what they are beside others.
drop view staged;

-- statement: drop_temp_tables
-- The rows are merged.
drop view staged;

drop table met;

drop table shared_keys;

drop table judged;

drop table moves;

-- statement: insert_import
-- The record of one import.
insert into imports by name
select
    $import_id as import_id,
    $loaded_at as loaded_at,
    $file as file,
    $sheet as sheet,
    $dataset as dataset,
    $sha256 as sha256,
    $rows_sha256 as rows_sha256,
    $profile as profile,
    $calendar as calendar,
    $read as read,
    $accepted_new as accepted_new,
    $accepted_correction as accepted_correction,
    $unchanged as unchanged,
    $rejected as rejected,
    $skipped as skipped,
    $withdrawn as withdrawn,
    $replaced_from as replaced_from,
    $replaced_to as replaced_to,
    cast($dropped_columns as varchar[]) as dropped_columns,
    cast($given_columns as varchar[]) as given_columns,
    $scrubbed as scrubbed;

-- statement: missing_keys
-- Hashes of the staged keys that are not in this database yet.
select distinct hash(row_key) as key_hash
from staged
where row_key not in (select row_key from {kept});

-- statement: missing_keys_without_source
-- Hashes of the staged keys as they were before their profile named its source.
select distinct hash(replace(row_key, $prefix, '')) as key_hash
from staged;

-- statement: count_unmatched
-- Cases whose item is in no list, by import; they are kept as unmatched.
select source.import_id, count(*) as n
from raw.cases as source
inner join subject_of
    on subject_of.given_code is not distinct from source.item_code
    and subject_of.given_name is not distinct from source.item_name
    and subject_of.given_department is not distinct from source.department
    and cast(source.accepted_at as date) between subject_of.from_on and subject_of.to_on
inner join subjects on subjects.subject_id = subject_of.subject_id
where subjects.unmatched and source.import_id >= $first_import
group by source.import_id;

-- statement: double_counted
-- Items whose cases of the same time are counted twice: by two cubes, or by a cube and one by one.
with spans as (
    select subject_id, cube_no as told_by, min(completed_on) as first_on, max(completed_on) as last_on
    from counted_cases
    group by 1, 2
    union all
    select subject_id, '', min(completed_on), max(completed_on)
    from cases
    where counted and completed_on is not null and exists (select 1 from raw.case_counts)
    group by 1
)

select
    count(distinct one.subject_id) as items,
    min(greatest(one.first_on, other.first_on)) as first_on,
    max(least(one.last_on, other.last_on)) as last_on
from spans as one
inner join spans as other
    on other.subject_id = one.subject_id
    and other.told_by > one.told_by
    and other.first_on <= one.last_on
    and other.last_on >= one.first_on;

-- statement: changed_datasets
-- The datasets that this load changed.
select distinct dataset
from changed_rows;

-- statement: unique_changed_cases
-- The same as models/assertions/unique_cases for the changed cases alone.
select 'a case kept twice: ' || count(*) as failure
from raw.cases
where row_key in (select row_key from changed_rows where dataset = 'cases')
group by row_key
having count(*) > 1;
