-- The account of one import.
insert into imports by name
select
    $import_id as import_id,
    $loaded_at as loaded_at,
    $file as file,
    $sheet as sheet,
    $dataset as dataset,
    $sha256 as sha256,
    $rows_sha256 as rows_sha256,
    $profile as profile,
    $calendar as calendar,
    $read as read,
    $accepted_new as accepted_new,
    $accepted_correction as accepted_correction,
    $unchanged as unchanged,
    $rejected as rejected,
    $skipped as skipped,
    $withdrawn as withdrawn,
    $replaced_from as replaced_from,
    $replaced_to as replaced_to,
    cast($dropped_columns as varchar[]) as dropped_columns,
    cast($given_columns as varchar[]) as given_columns,
    $scrubbed as scrubbed;
