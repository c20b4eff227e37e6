-- The optimiser takes the cases of a slice for a few thousand and hashes them instead of the calendar, three
-- times the work. Joins are to hash their right side, as written.
set disabled_optimizers = 'build_side_probe_side';
