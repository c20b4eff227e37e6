"""What every room uses and knows no rule of the reform: languages, texts, settings, days, DuckDB, files of SQL."""
