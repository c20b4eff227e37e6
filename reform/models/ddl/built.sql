-- Which models, program and calendar the facts were built with.
create or replace table built as
select cast($fingerprint as varchar) as fingerprint;
