"""What is told of an accepted cell whose words were read into a value."""

from reform.common.i18n import mark as _

# What an accepted cell may still deserve a look for: the parsers' flags that change a meaning.
NOTICES: dict[str, str] = {
    "range_take_max": _("a range, the larger number taken"),
    "unit_missing": _("no unit in the cell, the column's taken"),
    "unit_ambiguous": _("日 or 天: working days for licences, else natural days"),
    "calendar_days": _("natural days or months, kept as they are"),
    "conflict_kind": _("即办 with a limit above 0, the limit kept"),
    "special_excluded_note": _("a remark on time not counted, the number taken"),
    "fractional": _("parts of a day"),
    "two_digit_year": _("a year of two digits, read as 20.."),
    "zone_moved": _("a time of another time zone (Z, UTC, +00:00), told by China's clocks"),
    "month_precision": _("a month without a day, its last day taken"),
    "pending": _("待定, read as empty"),
    "zero_date": _("a date of 0 (1900-01-00, 1970-01-01 …), read as empty"),
    "open_ended": _("长期, read as empty"),
    "approx": _("about a number, the number taken"),
    "shown_rounded": _("a number rounded by its format, the number shown taken"),
    "year_hidden": _("a day shown without its year, the stored year taken"),
    "struck_out_part": _("part of the text struck out, the rest taken"),
    "footnote": _("a footnote mark, left out"),
}
