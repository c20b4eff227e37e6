"""How much a file may ask of this machine. Beyond it there is a sentence, not a crash."""

MB = 1 << 20

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
MARKUP = 256 * MB

# A line of a text file; and all the lines of its head together.
LINE = MB
HEAD = 8 * MB
