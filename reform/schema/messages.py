"""Every sentence the program says about a file, a row or a cell that it does not accept.

A sentence says what is wrong and what to do; where it happened (file, sheet, row, column) and the
value stand beside it in the report. English is the message id, ``locales/`` holds the Chinese.
"""

from reform.common.i18n import gettext
from reform.common.i18n import mark as _
from reform.schema import personal_data

SENTENCES: dict[str, str] = {
    **personal_data.SENTENCES,
    # files
    "file_empty": _("The file is empty (0 bytes). Export it again and check that it opens in Excel."),
    "file_not_table": _(
        "The content is {kind}, not a table, whatever its name says. "
        "Save the table as .xlsx or .csv and load that."
    ),
    "file_encrypted": _(
        "The workbook is protected by a password. Remove the password in Excel "
        "(File → Info → Protect Workbook) and load it again."
    ),
    "file_damaged": _(
        "The file is damaged or was cut off while copying. Copy or export it again and "
        "check that it opens in Excel."
    ),
    "parquet_damaged": _(
        "The Parquet file is damaged or was cut off while copying. Copy or write it again and load that."
    ),
    "parquet_nested": _(
        "The column {column} of the Parquet file holds lists, records or bytes, not single values. "
        "Write it as text, numbers or dates."
    ),
    "file_encoding": _(
        "Line {line} is neither UTF-8 nor GB18030 text. Save the table as .xlsx, or as "
        "CSV in UTF-8, and load that."
    ),
    "file_encoding_mixed": _(
        "Line {line} is in another encoding than the lines above it (UTF-8 beside GB18030): files of two "
        "systems were put together. Load each by itself, or copy them together in Excel."
    ),
    "zip_backslashes": _(
        "The parts of this workbook are named with \\ instead of /, as some export programs do, so they "
        "cannot be found. Open it in Excel or WPS, save it again as .xlsx, and load that."
    ),
    "file_unreadable": _("The file cannot be read: {reason}. Check its path and its permissions."),
    "file_too_large": _("The file unpacks to more than {limit} MB. Split it and load the parts."),
    "file_bomb": _(
        "The file unpacks to more than {ratio} times its size, as no honest table does. "
        "Do not open it; ask the sender for a new export."
    ),
    "file_too_heavy": _("Reading the file takes more than {limit} MB of memory. Split it, or load a CSV."),
    "file_too_slow": _("Reading the file takes more than {limit} minutes. Split it and load the parts."),
    "file_too_many": _(
        "The file holds more than {limit} parts (files, sheets or tables). "
        "Keep only the tables to be loaded, or load them in several files."
    ),
    "file_zip_method": _(
        "The file is packed by a method other than that of ordinary zip files. "
        "Unpack it and pack it again as .zip, or load the files one by one."
    ),
    "file_entities": _(
        "The file declares XML entities, as no spreadsheet program does. Nothing of it was read. "
        "Open it in Excel, save it as .xlsx and load that."
    ),
    "file_mhtml": _(
        "The file is a web archive (MHTML, single file web page). "
        "Open it in Excel, save it as .xlsx and load that."
    ),
    "markup_too_large": _(
        "A web page or XML file may be {limit} MB large at most. "
        "Open it in Excel, save it as .xlsx and load that."
    ),
    "line_too_long": _(
        "A line is longer than {limit} MB, which is no row of a table. Check that the file has line ends, "
        "and export it again."
    ),
    "table_too_wide": _(
        "A row has {columns} cells; a table has {limit} columns at most. "
        "Check the delimiter and the line ends, and export it again."
    ),
    "sheet_too_large": _(
        "The sheet spans {rows} rows and {columns} columns: a cell stands far away from the table. "
        "Delete the rows below and the columns beside the table, and save it again."
    ),
    "file_nested": _("A zip inside the zip is not opened. Unpack {member} and load what is in it."),
    "file_no_table": _(
        "The archive holds no table (.xlsx, .xls, .csv). Check that the right file was packed."
    ),
    "file_no_rows": _("No row of data was found below the header. Check that the right sheet was exported."),
    "sheet_unknown": _(
        "No dataset was recognised. Headers found: {headers}. "
        "Rename the headers as in a template, or say which dataset and profile it is."
    ),
    "column_missing": _(
        "{dataset}: the required column {column} was not found. Headers found: "
        "{headers}. Nearest: {nearest}. "
        "Rename the column as in the template, or choose a profile."
    ),
    "sample_among_others": _(
        "This is a file of the sample county (示例数据, invented). It is never loaded together with files of "
        "your own: leave it out."
    ),
    "counted_twice": _(
        "{items} items would be counted twice, from {first} to {last}: by this file and by what is loaded. "
        "Load case counts as the whole of their period (--replace, or the choice on the data page), and load "
        "either the cases or their counts."
    ),
    "no_period": _(
        "{dataset} has no day by which a period could be replaced. Load this file without replacing."
    ),
    # rows
    "row_width": _(
        "The row has {actual} cells, the header has {expected}. A comma or a quotation mark inside a cell "
        "splits it: put the cell in quotation marks."
    ),
    "required_missing": _("The cell is empty, but every row needs it. Fill it in, or delete the row."),
    "one_of_missing": _("One of these must be filled in: {columns}."),
    "order_dates": _("{later} is before {earlier}. One of the two dates is wrong; check both."),
    "number_twice": _(
        "Row {row} of this table has the same number, but {columns} all differ: two rows, not one and its "
        "correction. Number them apart, or load each source by a profile that names it (source = …)."
    ),
    "number_of_another_row": _(
        "{file}, row {row}, has the same number, but {columns} all differ: another row, not a correction. If "
        "two sources number by themselves, load this file by a profile that names its source (source = …). "
        "If it is the same row, correct these columns in two loads, not all at once."
    ),
    "number_of_another_source": _(
        "{file}, row {row}, has the same number and came by another profile, and {columns} differ. If they "
        "are two systems, name the source in this file's profile (source = …); if one, load by one profile."
    ),
    "number_without_source": _(
        "{file}, row {row}, is the same row: it was loaded before this profile named its source. Take that "
        "import back (data page, or undo), then load its file again by this profile."
    ),
    # cells
    "cell_error": _("Excel could not compute this cell. Correct the formula, or type the value."),
    "formula_uncomputed": _(
        "This formula was not computed when the file was written. "
        "Open the file in Excel, save it, and load it again."
    ),
    "format_unclear": _(
        "The number format of this cell hides what it means: the number stored stands here. "
        "Choose the format General in Excel and check the number, or type it as text."
    ),
    "value_hidden": _(
        "The number format hides this value: the cell looks empty. "
        "Delete the value, or choose the format General."
    ),
    "struck_out": _(
        "This value is struck out. Delete it if it does not hold, or take the line away if it does."
    ),
    "ditto_unclear": _(
        "This only points to another cell, and no value can be taken from above it here. Write the value out."
    ),
    "code_damaged": _(
        "Excel has turned this code into a number and lost its last digits. "
        "Export it again with the column as text; it cannot be repaired."
    ),
    "codes_cut": _(
        "Every long code of this column ends in zeros from digit 16 on: Excel has cut them, and different "
        "codes have become one. Export the column again as text; it cannot be repaired."
    ),
    "code_footnote": _("A footnote mark stands in this code. Delete the mark."),
    "unknown_word": _("This word is not in the list. Accepted: {accepted}."),
    "unknown_indicator": _(
        "No indicator has this code or name. Nearest: {near}. Every code stands on the page Dictionary."
    ),
    "one_indicator": _("A line is scored by one indicator; here stand several: {near}. Keep one of them."),
    "text_too_long": _("The text is longer than {limit} characters. Shorten it."),
    "date_ambiguous": _("This can be read as two different dates. Write it as 2024-03-05."),
    "date_invalid": _("There is no such day in the calendar. Check the date."),
    "clock_invalid": _("There is no such time of day. Check the hour, the minute and the second."),
    "clock_midnight": _("24:00 ends this day and begins the next. Write 23:59, or 00:00 of the next day."),
    "date_unreadable": _("This is not a date. Write it as 2024-03-05 or 2024年3月5日."),
    "date_no_year": _("The year is missing. Write it as 2024-03-05."),
    "date_month_only": _("The day is missing. Write it as 2024-03-05."),
    "date_range": _("These are two dates in one cell. Write the one date the column asks for."),
    "date_future": _("This day has not come yet on {today}, so it cannot have happened. Check the year."),
    "date_out_of_range": _("The date lies outside {first} to {last}. Check the year."),
    "duration_unreadable": _("This is not a time limit. Write it as 20个工作日, 即办 or 无."),
    "duration_two_values": _("Two time limits stand in one cell. Put each into its own column."),
    "duration_two_units": _("Two units stand in this cell. Keep the one that holds, 工作日 or 自然日."),
    "duration_sum": _("This limit is a sum of steps. Write the one limit that holds for the whole item."),
    "duration_is_date": _(
        "Excel has turned the limit into a date (3-5 became 3月5日). Type the limit again as text."
    ),
    "number_unreadable": _("This is not a number. Write digits only."),
    "number_too_large": _("A count above {limit} cannot be right. Check the number."),
    "number_negative": _("A count cannot be negative. Check the number."),
    "number_fraction": _("A count has no decimals. Check the number."),
    "percent_ambiguous": _(
        "This can be a share or a percentage (0.85 or 0.85%). Write it as text with its sign, like 85%."
    ),
    "score_out_of_range": _(
        "A score lies between 0 and 100 and has no % sign. "
        "A score out of 5 or 10, or a level of satisfaction, belongs in the column 满意程度, in words."
    ),
    "depth_unreadable": _("This is not a depth of online handling. Write 1 to 7, or 全程网办（Ⅳ级）."),
    "yes_no_unreadable": _("Write 是 or 否."),
    "level_coding_unknown": _(
        "A bare digit can mean two opposite things: in GB/T 39046 1 is best, in stars 5 is best. "
        "Say which coding the file uses (--satisfaction gb or stars, or the choice on the data page)."
    ),
    "stars_hollow": _(
        "Five hollow stars can mean five stars or none. Write the level in words, or 5星 or 1星."
    ),
    "batch_unreadable": _("This is not a batch. Write 第一批 or 1."),
}

# What is kept, but contradicts itself: counted, with the first rows. A word in braces is a column's header.
WARNINGS: dict[str, str] = {
    "another_table": _(
        "The rows from row {row} on look like another table and were not read. "
        "Put each table on a sheet of its own and load the file again."
    ),
    "file_cut": _(
        "The file ends within this row: it has fewer cells than the header, and no line end. The file was "
        "probably cut off. Export or copy it again, and compare the last rows."
    ),
    "page_cut": _(
        "The file ends at this row, before the end of its table or page (</table>, </html>). It was probably "
        "cut off. Export or copy it again, and compare the last rows."
    ),
    "rows_said": _(
        "The file says that it has {said} rows; {read} were read. Rows may be missing. Export it again whole "
        "(without a limit of rows or a choice of pages), or load the parts that are missing."
    ),
    "department_blank": _(
        "{department} is empty: these rows belong to no department. Merged cells saved as CSV leave the name "
        "in the first row only: write it into every row and load the file again."
    ),
    "promise_over_statutory": _(
        "{promised_days} is longer than {statutory_days}. A promise never exceeds the law: check both."
    ),
    "score_like_a_level": _(
        "{score} is 5 or less. Out of 100 that is very bad; "
        "if it is a level of five, put it in words into 满意程度."
    ),
    "immediate_with_days": _(
        "{case_kind} says 即办件, but {promised_days} is more than one day. Correct one of the two."
    ),
    "promise_of_nothing": _(
        "{promised_days} says 即办, but {case_kind} says 承诺件. Correct one of the two."
    ),
    "online_but_visits": _("{online_depth} says 全程网办, but {visits} is above 0. Correct one of the two."),
    "no_visit_no_online": _(
        "{visits} is 0, but online one can only ask ({online_depth}). Right only if everything goes by post: "
        "check both."
    ),
    "visit_without_reason": _(
        "{visits} is above 0, but {visit_reason} is empty. Say why the applicant has to come."
    ),
    "thresholds_alike": _(
        "{full_at} and {zero_at} are the same: nothing lies between them. Correct one of the two, or leave "
        "{zero_at} empty and score all or nothing."
    ),
    "score_over_points": _("{self_score} is above {points}: no more than the points count. Check both."),
    "score_beside_indicator": _(
        "{self_score} is filled in beside {indicator}: the indicator's figure counts. Leave one of them out."
    ),
    "score_without_evidence": _(
        "{self_score} is filled in, but {evidence} is empty. Say what shows it: the page names such scores."
    ),
    "done_without_evidence": _(
        "{done_on} is filled in, but {evidence} is empty. Say what shows that it is done."
    ),
    "hour_of_no_day": _("{hour} is above 23. Write the hour it begins: 8 for 8:00 to 9:00."),
    "window_outside_centre": _(
        "{one_window} says yes, but {in_centre} says no. The one window stands in the centre: check both."
    ),
    "due_before_accepted": _("{due_at} is before {accepted_at}. Check both; the case counts as late."),
    "result_without_completion": _(
        "{result} is filled in, but {completed_at} is empty: the case counts as open. Fill in the day."
    ),
    "completed_on_day_off": _(
        "{completed_at} is no working day. Right where there is weekend service; else check the date."
    ),
    "extension_too_long": _(
        "{approved_days} is more than 10, which is what the law allows (art. 42; 15 where several bodies "
        "decide together). It counts as approved: check that another law or regulation allows it."
    ),
    "default_but_bad": _(
        "{is_default} says yes, but {level} is 不满意 or worse. "
        "Nobody is dissatisfied by default: check both, or the bad rating is left out."
    ),
}


def sentence(rule: str, **words: object) -> str:
    """The sentence of a rule in the language of this context; ``KeyError`` for an unknown rule."""
    if "kinds" in words:
        words["personal"] = personal_data.told(str(words["kinds"]).split("、"))
    return gettext(SENTENCES[rule]).format(**words)


def warning(rule: str, **words: object) -> str:
    """The sentence of a warning in the language of this context; ``KeyError`` for an unknown rule."""
    return gettext(WARNINGS[rule]).format(**words)
