"""What the county's files hold: datasets, their columns and words, profiles of source systems."""
