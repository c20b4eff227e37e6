"""Names of departments: one name for each, over the years and source systems."""
