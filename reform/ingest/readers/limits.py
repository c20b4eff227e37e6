"""How much a file may ask of this machine. Beyond it there is a sentence, not a crash."""

MB = 1 << 20

# What one file may take of the machine's memory, if a quarter of that is not less.
MEMORY = 1536 * MB
# How long it may take from its opening to its last row.
SECONDS, SECONDS_PER_MB = 300, 60
# A Parquet file of so few bytes, times its rows, cannot unpack to much, whatever it says of itself.
PARQUET_ALONE = 32 << 10

# All members of an archive, or all parts of a workbook, together.
UNPACKED = 2048 * MB
# No honest table packs to less than a two-hundredth; small ones may.
RATIO = 200
RATIO_FROM = 64 * MB
# Files in an archive, sheets of a workbook, tables of a page; entries of any zip.
MEMBERS = 1000
ENTRIES = 20_000
# What a workbook says of itself: its list of sheets and where they are.
CONTENTS = 16 * MB

# An Excel sheet's edges.
ROWS = 1_048_576
COLUMNS = 16_384
# calamine lays a sheet out as one full rectangle; all of a workbook's together.
CELLS = 30_000_000
# Tables of a web page or an XML file are laid out in Python.
GRID_CELLS = 5_000_000
MARKUP = 192 * MB
# Rows are handed on in batches of so much text at most.
BATCH = 16 * MB

# A cell of a head, in characters: beyond them it is no header.
HEAD_CELL = 2000
# A line of a text file; and all the lines of its head together.
LINE = MB
HEAD = 8 * MB
