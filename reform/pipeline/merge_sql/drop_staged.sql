-- The incoming rows are to be read once more.
drop view staged;
