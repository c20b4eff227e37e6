"""Tables that come as a web page or as "XML 表格 2003", mostly under the name of .xls."""

import io
import zipfile

import pytest

from reform.ingest.readers import FileRefused, Source, TextTable, open_tables

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset={0}"><title>办件</title>
<style><!-- td {{ color: red }} <table><tr><td>no</td></tr></table> --></style></head>
<body><!--[if gte mso 9]><xml><x:Name><table><td>no</td></table></x:Name></xml><![endif]-->
<script>document.write("<table><tr><td>no</td></tr></table>")</script>
<table border=1>
 <tr><th rowspan="2">部门<th colspan='2'>收件(A)</th></tr>
 <TR><TD>小计</TD><td>即办件</td></tr>
 <tr><td rowspan=2>市场&nbsp;监管局</td><td>&nbsp;</td>
  <td style='mso-number-format:"\\@"'>000131002000</td></tr>
 <tr style='display:none'><td><font color=red>1</font>2</td><td>第一行<br> 第二行</td></tr>
 <tr><td>住建局&amp;规划局<td>3<td>&lt;=</tr>
</table></body></html>"""
PAGE_ROWS = [
    ["部门", "收件(A)", ""],
    ["部门", "小计", "即办件"],
    ["市场 监管局", "", "000131002000"],
    ["市场 监管局", "12", "第一行 第二行"],
    ["住建局&规划局", "3", "<="],
]

XML = """<?xml version="1.0" encoding="{0}"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
 <ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><Date1904/></ExcelWorkbook>
 <Worksheet ss:Name="办件"><Table>
  <Column/><Column ss:Hidden="1" ss:Span="1"/><Column ss:Index="9" ss:Hidden="1"/>
  <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">统计表</Data></Cell></Row>
  <Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">市监局</Data>
     <Comment ss:Author="某"><ss:Data>张三丰 13800138000</ss:Data></Comment></Cell>
   <Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>加</B>粗</ss:Data></Cell></Row>
  <Row ss:Hidden="1"><Cell ss:Index="3"><Data ss:Type="Number">15</Data></Cell></Row>
  <Row><Cell><Data ss:Type="Number">3.6010219900101123E+17</Data></Cell>
   <Cell><Data ss:Type="DateTime">2024-03-05T00:00:00.000</Data></Cell>
   <Cell><Data ss:Type="DateTime">2024-03-05T14:30:00.000</Data></Cell>
   <Cell><Data ss:Type="DateTime">1899-12-31T14:30:00.000</Data></Cell>
   <Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell>
   <Cell><Data ss:Type="Boolean">1</Data></Cell>
   <Cell ss:Formula="=&quot;0001&quot;"><Data ss:Type="String">0001</Data></Cell>
   <Cell><Data ss:Type="Number">0.00001</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="旧"><Table/><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
  <Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"""
XML_ROWS = [
    ["统计表", *[""] * 7],
    [""] * 8,
    ["市监局", "加粗", *[""] * 6],
    ["市监局", "", "15", *[""] * 5],
    [
        "3.601021990010112e+17",
        "2024-03-05",
        "2024-03-05 14:30:00",
        "14:30:00",
        "#DIV/0!",
        "TRUE",
        "0001",
        "0.00001",
    ],
]


def tables(data: bytes | str, name: str = "a.xls") -> list[TextTable]:
    return open_tables(Source(name, data.encode() if isinstance(data, str) else data))


def refusal(data: bytes | str) -> str:
    with pytest.raises(FileRefused) as caught:
        tables(data)
    return caught.value.rule


@pytest.mark.parametrize("code", ["utf-8", "gbk", "utf-8-sig", "utf-16"])
def test_a_web_page_is_a_table(code: str) -> None:
    (table,) = tables(PAGE.format("gb2312").encode(code))
    assert (table.kind, table.sheet, table.hidden, table.hidden_rows) == ("html", None, False, 1)
    assert table.head == PAGE_ROWS
    assert table.spans == [(0, 0, 1, 0), (0, 1, 0, 2), (2, 0, 3, 0)]
    (batch,) = table.body(1, {"unit": 0, "n": 1})
    assert batch.to_pylist()[:2] == [
        {"unit": "市场\xa0监管局", "n": None, "_row": 3, "_first": "市场\xa0监管局", "_width": None},
        {"unit": "市场\xa0监管局", "n": "12", "_row": 4, "_first": "市场\xa0监管局", "_width": None},
    ]


def test_tables_of_a_page_are_numbered_and_a_table_in_a_cell_is_its_own() -> None:
    page = "<div><table><tr><td>标题</td></tr></table><TABLE><tr><td>外<table><td>内</table>部</td></table>"
    assert [(table.sheet, table.head) for table in tables(page)] == [
        ("1", [["标题"]]),
        ("2", [["外部"]]),
        ("3", [["内"]]),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>会话已过期，请重新登录</body></html>",
        "<!DOCTYPE html><table></table>",
        "<html><table><tr><td>&nbsp;</td></tr></table>",
        "<!-- <table><tr><td>1</td></tr></table>",
    ],
)
def test_a_page_without_a_table_is_refused(page: str) -> None:
    assert refusal(page) == "file_not_table"


@pytest.mark.parametrize(
    "start",
    [
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n",
        "From: <Saved by Excel>\r\nSubject: x\r\nMIME-Version: 1.0\r\n",
    ],
)
def test_a_web_archive_is_refused_by_name(start: str) -> None:
    assert refusal(f"{start}Content-Type: multipart/related\r\n\r\n<table><td>1</table>") == "file_mhtml"


@pytest.mark.parametrize("code", ["utf-8", "gbk", "utf-16"])
def test_an_xml_workbook(code: str) -> None:
    table, old = tables(XML.format(code.replace("gbk", "gb2312")).encode(code))
    assert (table.kind, table.sheet, table.date1904, table.hidden) == ("xml", "办件", True, False)
    assert (table.hidden_rows, table.hidden_columns) == (1, 2)
    assert table.head == XML_ROWS
    assert table.spans == [(0, 0, 0, 2), (2, 0, 3, 0)]
    assert (old.sheet, old.hidden, old.head) == ("旧", True, [])


def test_comments_of_an_xml_workbook_never_leave_the_reader() -> None:
    assert "13800138000" not in str([table.head for table in tables(XML.format("utf-8"))])


def test_an_archive_may_hold_them_all() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("b.xls", PAGE.format("utf-8"))
        archive.writestr("a.xls", XML.format("utf-8"))
        archive.writestr("c.xls", "编号\t名称\r\n1\t甲\r\n".encode("utf-16"))
    found = tables(data.getvalue(), "a.zip")
    assert [(table.file, table.kind) for table in found] == [
        ("a.zip/a.xls", "xml"),
        ("a.zip/a.xls", "xml"),
        ("a.zip/b.xls", "html"),
        ("a.zip/c.xls", "csv"),
    ]
