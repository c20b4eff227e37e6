-- A table of the build gives way to one that is worked out elsewhere.
drop table if exists {table};
