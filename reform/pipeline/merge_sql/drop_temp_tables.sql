-- The incoming rows are in place: make room.
drop view staged;

drop table met;

drop table shared_keys;

drop table judged;

drop table moves;
