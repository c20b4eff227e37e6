-- Which of them comes next.
set variable span = {'first': cast($first as date), 'after': cast($after as date)};
