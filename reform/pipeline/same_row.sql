-- statement: other_matters
-- Rows that carry the number of another matter: no part of the identity is alike (at least two parts known), or,
-- where the other row came by another profile, not every part. A row is compared with the kept one, or, without
-- one, with the first of the file; those that pass, with the last of them, which is the one to be kept.
with arriving as (
    select *
    from arriving_identity
    where hash(row_key) in (select key_hash from shared_keys)
),

kept as (
    select
        standing.*,
        imports.file,
        imports.sheet,
        (imports.profile is distinct from $profile) as of_another
    from standing_identity as standing
    left join imports on imports.import_id = standing.import_id
),

first_rows as (
    select row_key, min(source_row) as source_row
    from arriving
    where row_key not in (select row_key from kept)
    group by row_key
    having count(*) > 1
),

anchors as (
    select row_key, source_row, part_1, part_2, part_3, part_4, file, sheet, of_another
    from kept
    union all
    select arriving.row_key, arriving.source_row, part_1, part_2, part_3, part_4, null, null, false
    from arriving
    inner join first_rows
        on first_rows.row_key = arriving.row_key and first_rows.source_row = arriving.source_row
),

held as (
    select
        arriving.*,
        anchors.source_row as other_row,
        anchors.file,
        anchors.sheet,
        anchors.of_another,
        [anchors.part_1, anchors.part_2, anchors.part_3, anchors.part_4] as other,
        [
            arriving.part_1 = anchors.part_1,
            arriving.part_2 = anchors.part_2,
            arriving.part_3 = anchors.part_3,
            arriving.part_4 = anchors.part_4
        ] as alike
    from arriving
    inner join anchors on anchors.row_key = arriving.row_key
),

judged as (
    select
        *,
        case
            when of_another then not list_bool_and(alike)
            else not list_bool_or(alike) and list_count(alike) > 1
        end as is_stranger
    from held
),

last_rows as (
    select row_key, max(source_row) as source_row
    from judged
    where is_stranger is not true
    group by row_key
    having count(*) > 1
),

beside as (
    select
        accepted.source_row,
        [accepted.part_1, accepted.part_2, accepted.part_3, accepted.part_4] as own,
        latest.source_row as other_row,
        [latest.part_1, latest.part_2, latest.part_3, latest.part_4] as other,
        [
            accepted.part_1 = latest.part_1,
            accepted.part_2 = latest.part_2,
            accepted.part_3 = latest.part_3,
            accepted.part_4 = latest.part_4
        ] as alike
    from judged as accepted
    inner join last_rows on last_rows.row_key = accepted.row_key
    inner join arriving as latest
        on latest.row_key = last_rows.row_key and latest.source_row = last_rows.source_row
    where accepted.is_stranger is not true
)

select source_row, other_row, file, sheet, of_another, [part_1, part_2, part_3, part_4] as own, other
from judged
where is_stranger
union all
select source_row, other_row, null, null, false, own, other
from beside
where not list_bool_or(alike) and list_count(alike) > 1
order by source_row;

-- statement: keys_without_source
-- Kept rows from before their profile named its source, which come again with it.
create or replace temp table met_unnamed as
select *
from {kept}
where row_key in (select replace(row_key, $prefix, '') from staged);

-- statement: rename_keys
-- Staged rows all of whose known parts equal those of such a kept row.
select
    arriving.source_row,
    standing.source_row as other_row,
    imports.file,
    imports.sheet,
    false as of_another,
    [arriving.part_1, arriving.part_2, arriving.part_3, arriving.part_4] as own,
    [standing.part_1, standing.part_2, standing.part_3, standing.part_4] as other
from arriving_identity as arriving
inner join standing_identity as standing on standing.row_key = replace(arriving.row_key, $prefix, '')
left join imports on imports.import_id = standing.import_id
where
    list_bool_and([
        arriving.part_1 = standing.part_1,
        arriving.part_2 = standing.part_2,
        arriving.part_3 = standing.part_3,
        arriving.part_4 = standing.part_4
    ]) is not false
order by arriving.source_row;

-- statement: drop_identity
-- The comparison is done.
drop view standing_identity;

drop view arriving_identity;
