"""Worksheets read in bulk give the same cells, kinds and facts as worksheets read tag by tag."""

import io
import re
import zipfile
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_books import FORMATS, ROWS, TEXTS, assert_same, book_of, both_ways, changed

from data.reading.workbooks.xlsx.shared_strings import shared_texts

LOOSE = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@LOOSE
@given(
    ROWS,
    st.sets(st.integers(0, 11), max_size=3),
    st.sampled_from(["ask", "include", "skip"]),
    st.sampled_from([1900, 1904]),
    st.sampled_from([0, 0, 30, 200]),
)
def test_random_workbooks_read_the_same(tmp_path_factory, rows, hidden, say, epoch, far):
    said = {} if say == "ask" else {"hidden-rows": say}
    assert_same(book_of(rows, hidden, far), tmp_path_factory.mktemp("x"), epoch=epoch, **said)


@LOOSE
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                TEXTS.map(lambda text: text.replace("\ufffe", "")),
                st.integers(-(10**9), 10**9),
                st.floats(-1e9, 1e9),
                st.dates(date(1901, 1, 1), date(2100, 1, 1)),
                st.booleans(),
                st.datetimes(datetime(1950, 1, 1), datetime(2050, 1, 1)),
                st.timedeltas(timedelta(0), timedelta(9)),
            ),
            max_size=5,
        ),
        min_size=1,
        max_size=12,
    )
)
def test_random_workbooks_of_another_writer_read_the_same(tmp_path_factory, rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for row in rows:
        sheet.append([text if not isinstance(text, str) or not text.startswith("=") else f" {text}" for text in row])
    file = io.BytesIO()
    book.save(file)
    assert_same(file.getvalue(), tmp_path_factory.mktemp("x"))


@pytest.mark.long
@LOOSE
@given(
    st.lists(
        st.from_regex(r"-?[0-9]{1,17}(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?", fullmatch=True), min_size=1, max_size=40
    ),
    st.integers(0, len(FORMATS) - 1),
)
def test_numbers_written_in_any_way_read_the_same(tmp_path_factory, numbers, style):
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" s="{style}"><v>{number}</v></c></row>' for r, number in enumerate(numbers, 1)
    )
    book = changed(
        book_of([[(("number", 1), s) for s in range(len(FORMATS))]]),
        lambda xml: re.sub(rb"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>".encode(), xml),
    )
    assert_same(book, tmp_path_factory.mktemp("x"))


BASE = [
    [(("text", "a"), 0), (("number", 1.5), 0), (("number", 44000), 6)],
    [(("text", "é & b"), 0), (("yes", True), 0), (("formula", 3), 0)],
]


@pytest.mark.parametrize(
    "old, new",
    [
        (b"<sheetData>", b"<!-- rows --><sheetData>"),
        (b'<c r="A1"', b"<c r='A1'"),
        (b"<v>1.5</v>", b"<v>1.5</v ><!-- x -->"),
        (b"<v>1.5</v>", b"<v><![CDATA[1.5]]></v>"),
        (b'<row r="2"', b'<row r="7"'),
        (b'<c r="B1">', b"<c>"),
        (b'<c r="B1">', b'<c r="B1" t="n" s="5">'),
        (b'<c r="B1">', b'<c cm="1" r="B1">'),
        (b'<c r="B1"><v>1.5</v></c>', b'<c r="B1" t="inlineStr"><is><r><t>x</t></r><rPh><t>hint</t></rPh></is></c>'),
        (
            b'<c r="B1"><v>1.5</v></c>',
            b'<c r="B1" t="inlineStr"><is><t xml:space="preserve"> x&#10;&#x41;</t></is></c>',
        ),
        (b'<c r="B1"><v>1.5</v></c>', b'<c r="B1" t="inlineStr"><is><t>a > b \xc3\xa9</t></is></c>'),
        (
            b'<c r="B1"><v>1.5</v></c>',
            b'<c r="B1" t="e"><v>#DIV/0!</v></c><c r="C1" t="d"><v>2026-02-28</v></c><c r="D1"><f/></c>',
        ),
        (b'<c r="B1"><v>1.5</v></c>', b'<c r="B1"><f>SUM(A1)</f></c>'),
        (b'<c r="B1"><v>1.5</v></c>', b'<c r="B1"><f t="shared" si="0"/><v>2</v></c>'),
        (b'<c r="B1"><v>1.5</v></c>', b'<c r="B1" s="1" />'),
        (b'<c r="B1"><v>1.5</v></c>', b'<c r="B1"><v>1.5</v></c><c r="B1"><v>9</v></c>'),
        (b"</row>", b'</row><row r="50"/>'),
        (b"</row>", b"</row>\n  "),
        (b"<v>1.5</v>", b"\n<v>1.5</v>\n"),
        (b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'),
        (b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'),
        (b"<v>1.5</v>", b"<v>1.5\r\n</v>"),
    ],
)
def test_other_ways_of_writing_are_read_the_same_or_left_to_the_other_reader(tmp_path, old, new):
    book = changed(book_of(BASE), lambda xml: xml.replace(old, new, 1))
    plain, slow = both_ways(book, tmp_path)
    assert plain is None or plain == slow


@pytest.mark.parametrize(
    "new", [b"<v>1.5</w>", b"<v>1&nbsp;</v>", b"<v>\x01</v>", b"<v>1.5</v></c></c>", b"<w>1.5</w", b"<v>\xff</v>"]
)
def test_broken_xml_is_never_read_in_bulk(tmp_path, new):
    book = changed(book_of(BASE), lambda xml: xml.replace(b"<v>1.5</v>", new, 1))
    plain, slow = both_ways(book, tmp_path)
    assert plain is None or plain == slow


def test_shared_texts_in_runs_and_with_hints(tmp_path):
    runs = (
        b'<si><r><t>ri</t></r><r><rPr><b/></rPr><t xml:space="preserve">ch </t></r><rPh sb="0" '
        b'eb="1"><t>hint</t></rPh></si>'
        b"<si/><si><t/></si><si><t>a &lt; b</t></si>"
    )
    book = changed(book_of(BASE), lambda xml: re.sub(rb"<si>.*</si>", runs, xml), "xl/sharedStrings.xml")
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert shared_texts(archive).to_pylist() == ["rich ", "", "", "a < b"]


@pytest.mark.long
def test_long_sheets_are_read_in_several_blocks(tmp_path):
    # 60,000 rows are about 10 MB of XML, read 4 MB at a time
    rows = [
        [(("number", r / 100), 0), (("text", f"t{r}"), 0), (("number", 44000 + r % 900), 6), (None, 0)]
        for r in range(60_000)
    ]
    assert_same(book_of(rows), tmp_path)


def test_decimals_are_rounded_half_to_even(tmp_path):
    # 16 digits that end in 5: 0.1234567890123445 → …344 (even stays), 0.1234567890123455 → …346
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{number}</v></c></row>'
        for r, number in enumerate(
            ["0.1234567890123445", "0.1234567890123455", "-999.9999999999995", "25.100000000000001"], 1
        )
    )
    book = changed(
        book_of(BASE), lambda xml: re.sub(rb"<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>".encode(), xml)
    )
    plain, slow = both_ways(book, tmp_path)
    assert plain == slow
    assert plain[0]["c0"] == ["0.123456789012344", "0.123456789012346", "-1000", "25.1"]
