"""Case counts made elsewhere (DuckDB, Spark), for a snapshot that holds no single cases."""
