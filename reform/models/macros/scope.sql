-- What indicators ask: the reader's scope applied once, here, so that every question filters alike.
-- scope: as_of, from_on, to_on (dates; to_on never after as_of), departments, domains, batches, channels
-- (lists, or null for all), by (the dimensions asked for). dims holds the asked dimensions, the others null.
-- counted_to, known_to: to_on and as_of for completed cases; the end of the week where nothing came after them.

create or replace macro chosen(list, value) as
    list is null or coalesce(list_contains(list, value), false);

-- Whether a day lies in the reader's period.
create or replace macro in_period(scope, day) as
    day between coalesce(scope['from_on'], date '1990-01-01') and scope['to_on'];

create or replace macro in_scope(scope, department, domain, batch) as
    chosen(scope['departments'], department)
    and chosen(scope['domains'], domain)
    and chosen(scope['batches'], batch);

create or replace macro asked(scope, dimension, value) as
    case when list_contains(scope['by'], dimension) then value end;

create or replace macro dimensions(
    scope, department, domain, batch, channel, side, item_code, item_name, day
) as {
    'department': asked(scope, 'department', department),
    'domain': asked(scope, 'domain', domain),
    'batch': asked(scope, 'batch', batch),
    'channel': asked(scope, 'channel', channel),
    'side': asked(scope, 'side', side),
    'item_code': asked(scope, 'item', item_code),
    'item_name': asked(scope, 'item', item_name),
    'month': asked(scope, 'month', cast(date_trunc('month', day) as date)),
    'week': asked(scope, 'week', cast(date_trunc('week', day) as date))
};

-- The side of a case on the as-of date: that its item is transferred later is not known yet.
create or replace macro side_then(scope, side, transferred_on) as
    case when transferred_on > scope['as_of'] then 'none' else side end;
