"""Rows that are no data: blank ones, subtotals, repeated headers, footers."""

import pyarrow as pa
import pyarrow.compute as pc

from reform.intake.matching import Match

_GAP = r"[\s\p{Z}]*"
_TOTAL = (
    rf"^.{{0,20}}(小{_GAP}计|合{_GAP}计|总{_GAP}计|共{_GAP}计|累{_GAP}计){_GAP}[:：]?{_GAP}"
    rf"([0-9０-９,]+{_GAP}\p{{Han}}?)?{_GAP}$"
)
_FOOTER = (
    rf"^{_GAP}(填表人|填报人|填报单位|制表|制表人|审核人|审核意见|负责人|单位负责人|联系人|联系电话|"
    rf"注|备注|说明|表格说明|数据来源|打印时间|导出时间){_GAP}[:：]"
)


class Skipping:
    """Tells the rows of one table that are no data, batch after batch."""

    def __init__(self, match: Match) -> None:
        self._positions = match.positions
        required = [column.name for column in match.dataset.columns if column.required]
        self._required = {name: match.positions[name] for name in required if name in match.positions}
        self._headers = match.headers
        self._in_footer = False

    def mask(self, batch: pa.Table) -> pa.Array:
        """True for blank rows, subtotals, repeated headers and footers."""
        texts = {name: batch.column(name).combine_chunks() for name in self._positions}
        first = batch.column("_first").combine_chunks()
        empty = pc.is_null(batch.column("_width").combine_chunks())
        for text in texts.values():
            empty = pc.and_(empty, _is_blank(text))
        repeated = pa.array([False] * batch.num_rows)
        for name, place in self._required.items():
            repeated = pc.or_(repeated, pc.fill_null(pc.equal(texts[name], self._headers[place]), False))
        skipped = pc.or_(empty, repeated)
        suspect = pc.or_(pc.match_substring_regex(first, _TOTAL), pc.match_substring_regex(first, _FOOTER))
        if not self._in_footer and not pc.any(suspect, min_count=0).as_py():
            return skipped
        return pc.or_(skipped, self._totals_and_footers(first, [texts[name] for name in self._required]))

    def _totals_and_footers(self, first: pa.Array, required: list[pa.Array]) -> pa.Array:
        """Row by row: a total or a footer lacks what a row of data has; after a footer, so do loose lines."""
        total = pc.fill_null(pc.match_substring_regex(first, _TOTAL), False).to_pylist()
        footer = pc.fill_null(pc.match_substring_regex(first, _FOOTER), False).to_pylist()
        labels = first.to_pylist()
        cells = [text.to_pylist() for text in required]
        mask = []
        for row, label in enumerate(labels):
            own = [text[row] for text in cells]
            lacks = any(cell is None or not cell.strip() for cell in own)
            labelled = (total[row] or footer[row]) and (lacks or label in own)
            self._in_footer = (labelled and footer[row]) or (self._in_footer and lacks)
            mask.append(labelled or self._in_footer)
        return pa.array(mask)


def _is_blank(text: pa.Array) -> pa.Array:
    return pc.or_kleene(pc.is_null(text), pc.fill_null(pc.match_substring_regex(text, rf"^{_GAP}$"), True))
