-- Pauses whose case is not among the cases.
-- not null: stray_pauses (case_no)
insert into stray_pauses
select pauses.case_no
from pending_pauses as pauses
left join filed_cases as filed on filed.case_no = pauses.case_no
where filed.case_no is null;
