"""Which columns of a file are which fields of a dataset."""
