-- Questions asked from here on find no cases of cut weeks (models/macros/scoped_relations.sql).
set search_path = 'whole,main';
