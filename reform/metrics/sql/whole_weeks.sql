-- Questions asked from here on find no cases of cut weeks (questions.sql).
set search_path = 'whole,main';
