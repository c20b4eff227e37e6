-- Refused rows that are good now: known by the number the correction sheet gave them, or by their key. A table
-- speaks as of its first import, row by row: it settles nothing that was refused after it was first loaded, and
-- no refusal further down in itself. So the same files again settle nothing.
update rejects
set resolved_by = $import_id
where
    resolved_by is null
    and dataset = $dataset
    and (
        mark in (select mark from accepted_marks)
        or exists (
            select 1
            from staged
            where
                staged.row_key = rejects.row_key
                and (rejects.import_id, rejects.row_no) <= (
                    (
                        select coalesce(min(imports.import_id), $import_id)
                        from imports
                        where
                            imports.dataset = $dataset
                            and imports.sha256 = $sha256
                            and imports.sheet is not distinct from $sheet
                            and regexp_extract(imports.file, '/(.*)', 1) = $member
                    ),
                    staged.source_row
                )
        )
    )
returning import_id, row_no;
