-- What was compared of the rows is done with.
drop view standing_identity;

drop view arriving_identity;
