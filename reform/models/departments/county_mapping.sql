-- The county's own table, without the rows it took back.
select alias, standard, valid_from, valid_to
from raw.departments
where withdrawn is not true;
