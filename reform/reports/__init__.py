"""What leaves the program: meeting pack, digest, spreadsheets, templates, rejects workbook."""
