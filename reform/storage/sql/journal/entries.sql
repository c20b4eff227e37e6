-- Entries in the order they were written, of one kind, of one subject, up to a moment; null asks for all.
select
    id,
    written_at,
    kind,
    subject,
    author,
    fields,
    replaces
from entries
where ($kind is null or kind = $kind)
    and ($subject is null or subject = $subject)
    and ($until is null or written_at <= $until)
order by id;
