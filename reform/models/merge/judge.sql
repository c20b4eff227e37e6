-- What each incoming row is against the version before it, in the file or in the warehouse:
-- new, a correction of an older version, or unchanged. A file that tells a row's versions one after the
-- other and ends with the one kept changes nothing: so the same file twice is unchanged, whatever is in it.
create or replace temp table judged as
with versions as (
    select
        row_key,
        -1 as source_order,
        null as source_row,
        row(*columns(* exclude (import_id, source_row))) as content
    from {kept}
    where row_key in (select row_key from staged)
    union all
    select
        row_key,
        source_order,
        source_row,
        row(*columns(* exclude (source_order, source_row))) as content
    from staged
),

compared as (
    select
        *,
        lag(content) over following as content_before,
        lag(source_order) over following is null as is_first,
        first_value(source_order) over whole = -1
        and first_value(content) over whole is not distinct from last_value(content) over whole as stays
    from versions
    window
        following as (partition by row_key order by source_order),
        whole as (
            partition by row_key order by source_order
            rows between unbounded preceding and unbounded following
        )
)

select
    row_key,
    source_order,
    case
        when is_first then 'new'
        when content is distinct from content_before and not stays then 'correction'
        else 'unchanged'
    end as outcome
from compared
where source_order >= 0;
