-- The index of what was added lately is kept in memory, not beside the file; others wait meanwhile.
pragma locking_mode = exclusive;
