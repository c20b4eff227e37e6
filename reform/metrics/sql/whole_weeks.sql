-- Questions asked from here on find no cases of cut weeks (models/macros/cases.sql).
set search_path = 'whole,main';
