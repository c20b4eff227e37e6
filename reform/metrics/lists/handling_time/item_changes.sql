-- name: 事项变更记录 | Item changes
-- uses: item_versions, items
-- means: 所选时段内依法设立、调整、取消、下放、承接的事项与依据，以及已定、尚未生效的 | Items set up, changed, cancelled, handed down or taken over in the period, with the basis; and what is decided but not yet in force
-- past: 尚未列入当日清单的事项，部门取自现行清单 | The department of an item that was not in the list yet is that of today's list
select
    valid_from,
    change,
    item_code,
    item_name,
    department,
    basis,
    old_statutory_days,
    old_statutory_unit,
    old_statutory_kind,
    statutory_days,
    statutory_unit,
    statutory_kind,
    old_promised_days,
    old_promised_unit,
    old_promised_kind,
    promised_days,
    promised_unit,
    promised_kind,
    is_ahead,
    is_limit_change
from changes_in($scope)
order by valid_from desc, item_code, change
