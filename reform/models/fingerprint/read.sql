-- Whether the facts exist, and were built with these models.
select fingerprint
from built;
