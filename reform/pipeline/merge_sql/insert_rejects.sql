-- The refused cells of one import, for the list of what is still to be corrected. A row that was refused before
-- at the same place of the same file is known, and so is whether it came back.
insert into rejects by name
select refused.*
from refused
anti join rejects using (dataset, mark);
