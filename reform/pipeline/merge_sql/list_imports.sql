-- The account of every import kept, in order.
select
    import_id as "import",
    strftime(loaded_at, '%Y-%m-%dT%H:%M:%S') as loaded_at,
    file,
    sheet,
    dataset,
    read,
    accepted_new,
    accepted_correction,
    unchanged,
    rejected,
    skipped
from imports
order by import_id;
