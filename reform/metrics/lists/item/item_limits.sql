-- name: 一个事项的变更 | One item's changes by law
-- uses: item_versions
-- means: 依法设立、调整、取消等变更和前后时限 | What the law changed and the limits before and after
select valid_from, change, old_statutory_days, statutory_days, old_promised_days, promised_days, basis
from raw.item_versions
where list_contains($scope['items'], item_code) and valid_from <= $scope['as_of']
order by valid_from
