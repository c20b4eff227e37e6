-- Which places of the table of cases come next.
set variable slice = {'first': cast($first as bigint), 'after': cast($after as bigint)};
