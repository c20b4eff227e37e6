-- One more entry; its number is the last row's.
insert into entries (written_at, kind, subject, author, fields, replaces)
values ($written_at, $kind, $subject, $author, $fields, $replaces);
