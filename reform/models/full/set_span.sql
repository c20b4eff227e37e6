-- Which span of time of the cube is counted next.
set variable span = {'first': cast($first as date), 'after': cast($after as date)};
