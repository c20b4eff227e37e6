-- What each incoming row is against the version before it, in the file or in the warehouse:
-- new, a correction of an older version, or unchanged. A file that tells a row's versions one after the
-- other and ends with the one kept changes nothing: so the same file twice is unchanged, whatever is in it.
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
        and first_value(content) over whole is not distinct from last_value(content) over whole as stays
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
        when content is distinct from content_before and not stays then 'correction'
        else 'unchanged'
    end as outcome
from compared
where source_row > 0;
