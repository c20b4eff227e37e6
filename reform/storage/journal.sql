-- sqlfluff:dialect:sqlite

-- statement: schema
-- What people typed: entries are added, never changed and never taken out. SQLite, in WAL mode for good.
pragma journal_mode = wal;

create table entries (
    id integer primary key autoincrement,
    written_at text not null,
    kind text not null,
    subject text not null,
    author text not null,
    fields text not null,
    replaces integer references entries (id)
);

create index entries_by_subject on entries (kind, subject);

create trigger entries_are_never_changed
before update on entries
begin
    select raise(abort, 'an entry of the journal is never changed');
end;

create trigger entries_are_never_deleted
before delete on entries
begin
    select raise(abort, 'an entry of the journal is never deleted');
end;

-- "insert or replace" deletes without asking the trigger above.
create trigger entries_are_never_overwritten
before insert on entries
when exists (select 1 from entries where id = new.id)
begin
    select raise(abort, 'an entry of the journal is never overwritten');
end;

-- An entry supersedes an earlier one of its own kind and subject.
create trigger entries_replace_their_like
before insert on entries
when new.replaces is not null
    and not exists (
        select 1
        from entries
        where id = new.replaces
            and kind = new.kind
            and subject = new.subject
    )
begin
    select raise(abort, 'an entry of the journal replaces one of its own kind and subject');
end;

-- statement: write
-- One more entry; its number is the last row's.
insert into entries (written_at, kind, subject, author, fields, replaces)
values ($written_at, $kind, $subject, $author, $fields, $replaces);

-- statement: entries
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

-- statement: check
-- One row saying ok, or one for every fault found in the file.
pragma integrity_check;

-- statement: alone
-- The index of what was added lately is kept in memory, not beside the file; others wait meanwhile.
pragma locking_mode = exclusive;
