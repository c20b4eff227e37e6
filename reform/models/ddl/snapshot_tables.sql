-- The tables every snapshot holds beside the declared ones.
create schema if not exists raw;
create schema if not exists history;

-- One row a sheet that was loaded; read = accepted_new + accepted_correction + unchanged + rejected + skipped.
create table if not exists imports (
    import_id integer,
    loaded_at timestamp,
    file varchar,
    sheet varchar,
    dataset varchar,
    sha256 varchar,
    rows_sha256 varchar,
    profile varchar,
    calendar varchar,
    read bigint,
    accepted_new bigint,
    accepted_correction bigint,
    unchanged bigint,
    rejected bigint,
    skipped bigint,
    withdrawn bigint,
    replaced_from date,
    replaced_to date,
    dropped_columns varchar[],
    given_columns varchar[],
    scrubbed bigint
);

-- Refused cells of imports whose good rows were accepted. Values are scrubbed. resolved_by is the import with
-- which the row came back corrected; mark is its number on the correction sheet, row_key its key if readable.
create table if not exists rejects (
    import_id integer,
    dataset varchar,
    row_no bigint,
    row_key varchar,
    mark varchar,
    resolved_by integer,
    name varchar,
    column_header varchar,
    value varchar,
    rule varchar,
    words varchar
);
