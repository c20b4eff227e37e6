-- name: 所数的预警 | The warnings counted
-- uses: risk_hits
-- means: 期内的风险预警及其所在的文件和行，未核实的在前 | Warnings of the period with their file and row, those not verified first
select
    counted.hit_no,
    counted.found_on,
    counted.department,
    counted.kind,
    counted.verified_on,
    counted.proved_right,
    counted.handled_on,
    imports.file,
    imports.sheet,
    counted.source_row
from risk_hits_in($scope) as counted
inner join imports on imports.import_id = counted.import_id
order by counted.is_unverified desc, counted.found_on desc, counted.hit_no
