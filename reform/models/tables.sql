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
    profile varchar,
    calendar varchar,
    read bigint,
    accepted_new bigint,
    accepted_correction bigint,
    unchanged bigint,
    rejected bigint,
    skipped bigint,
    dropped_columns varchar[],
    scrubbed bigint
);

-- Refused cells of imports whose good rows were accepted. Values are scrubbed.
create table if not exists rejects (
    import_id integer,
    row_no bigint,
    column_header varchar,
    value varchar,
    rule varchar,
    words varchar
);
