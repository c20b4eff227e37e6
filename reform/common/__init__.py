"""Shared by every room, free of rules of the reform: languages, texts, settings, days, DuckDB, SQL files."""
