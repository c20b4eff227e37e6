"""A county's file → checked rows: reading, header matching, parsing, checking. Writes nothing."""
