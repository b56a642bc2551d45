"""Hostile cells: numbers, dates and ids."""

from datetime import date, timedelta

from hostile_case import GOOD, HEAD, asks, bad, put, raw, reads, text

AHEAD = (date.today() + timedelta(days=60)).isoformat()
NEXT_YEAR = date.today().year % 100 + 2
NUMBERS = (
    reads("compensation", "1.234,50", "1234.50"),
    reads("compensation", "1'234.50", "1234.50"),
    reads("compensation", "1’234,50", "1234.50"),
    reads("compensation", "12,34,567.00", "1234567.00"),
    reads("compensation", "5 k", "5000.00"),
    reads("compensation", "1\u202f234,50", "1234.50"),
    reads("compensation", "１２３４．５０", "1234.50"),
    reads("compensation", "٤٢٫٥٠", "42.50"),
    reads("compensation", "1٬234٫50", "1234.50"),
    reads("compensation", "79.760.504,67", "79760504.67"),
    reads("compensation", "1.000,–", "1000"),
    reads("compensation", "20.-", "20"),
    reads("compensation", "80.50+", "80.50"),
    reads("compensation", "1.5E+03", "1500"),
    reads("compensation", "1,234", "1234", "12.50", "12.50"),
    reads("compensation", "1.234", "1234", "12,50", "12.50", "0,99", "0.99"),
    reads("compensation", "N/A", "", "null", "", "-", ""),
    reads("compensation", "Fr. 5.00", "5.00"),
    reads("compensation", "€ 5.00", "5.00", "6.00 €", "6.00", "7.00", "7.00"),
    reads("compensation", "0.125", "0.125"),
    reads("compensation", "1000000000000000000", "1000000000000000000"),
    asks("compensation", "AMBIGUOUS_NUMBER", "1.234", "2.345", "3.456"),
    asks("compensation", "AMBIGUOUS_NUMBER", "1,234", "80", "7"),
    asks("compensation", "AMBIGUOUS_NUMBER", "1.234", "1234.50"),
    asks("compensation", "AMBIGUOUS_NUMBER", "1.234", "12,50", "12.50"),
    asks("compensation", "MIXED_CURRENCY", "EUR 5.00", "6.00", "7.00"),
    reads("compensation", "1.234,50 EUR", "1234.50", "80EUR", "80.00", "0,99 €", "0.99"),
    raw(
        "currency beside",
        text(
            [
                (*row, code)
                for row, code in zip(put("compensation", "10.00 €", "US$ 20.50", "$0.99"), ("EUR", "EUR", "CAD"))
            ],
            (*HEAD, "currency"),
        ),
        "quarantine",
        "CURRENCY_DIFFERS",
        (3,),
        GOOD[:1] + GOOD[2:],
    ),
    raw(
        "currency of the heading beside",
        text(
            [(*row, code) for row, code in zip(GOOD, ("EUR", "", "USD"))],
            (*HEAD[:5], "compensation in EUR", HEAD[6], "currency"),
        ),
        "quarantine",
        "CURRENCY_DIFFERS",
        (4,),
        GOOD[:2],
    ),
    raw("three currencies", text(put("compensation", "EUR 5.00", "USD 6.00", "GBP 7.00")), "reject", "MIXED_CURRENCY"),
    raw("dollar and euro signs", text(put("compensation", "$5.00", "€6.00", "$7.00")), "reject", "MIXED_CURRENCY"),
    *(
        bad("compensation", "NEGATIVE_AMOUNT", wrong)
        for wrong in ("1.234,56-", "(80.00)", "$ (80.00)", "−80.50", "-$80.50")
    ),
    *(
        bad("compensation", "NOT_A_NUMBER", wrong)
        for wrong in (
            "1.23.4567",
            "12,345,67",
            "1 2345",
            "l00",
            "½",
            "0x1F",
            "1/2",
            "TRUE",
            "Infinity",
            "5 (est.)",
            "--5",
            "1_000",
            "5 x",
            "=5",
            "1.234,56 H",
        )
    ),
    *(bad("compensation", "CELL_ERROR", wrong) for wrong in ("#N/A", "#¡VALOR!", "Err:508")),
    bad("compensation", "NOT_MONEY", "5 %"),
    bad("compensation", "TOO_PRECISE", "0.1234567"),
    bad("compensation", "AMOUNT_TOO_LARGE", "1e400"),
    bad("compensation", "AMOUNT_TOO_LARGE", "1000000000000000001"),
    bad("compensation", "NOT_A_NUMBER", "9" * 500),
)
DATES = (
    reads("closed_on", "20/01/2026", "2026-01-20", "03/04/2026", "2026-04-03"),
    reads("closed_on", "1/20/26", "2026-01-20", "3/4/26", "2026-03-04"),
    reads("closed_on", "20-ENE-26", "2026-01-20"),
    reads("closed_on", "Tue, 20 Jan 2026 10:00:00 +0100", "2026-01-20"),
    reads("closed_on", "martes, 20 de enero de 2026", "2026-01-20"),
    reads("closed_on", "20 de março de 2026", "2026-03-20"),
    reads("closed_on", "20260120", "2026-01-20"),
    reads("closed_on", "２０２６－０１－２０", "2026-01-20"),
    reads("closed_on", "2026-01-20T23:30:00-05:00", "2026-01-20"),
    reads("closed_on", "2026-01-20T00:30:00.123456789Z", "2026-01-20"),
    reads("closed_on", "2026-01-20T10:00+01:00[Europe/Madrid]", "2026-01-20"),
    reads("closed_on", "20 01 2026", "2026-01-20"),
    reads("closed_on", "28.02.26", "2026-02-28"),
    reads("closed_on", "05/05/2026", "2026-05-05"),
    asks("closed_on", "AMBIGUOUS_DATE", "03/04/2026", "05/06/2026"),
    asks("closed_on", "AMBIGUOUS_DATE", "01.02.26", "2026-03-20"),
    asks("closed_on", "AMBIGUOUS_DATE", f"{NEXT_YEAR - 2}/01/{NEXT_YEAR}", f"{NEXT_YEAR - 2}/02/28"),
    asks("closed_on", "EXCEL_SERIAL", "46042"),
    asks("closed_on", "EXCEL_SERIAL", "46042.75", "2026-03-20"),
    asks("closed_on", "OPEN_DATE", "31/12/9999", "13/03/2026"),
    asks("closed_on", "OPEN_DATE", "2099-12-31"),
    raw("both orders", text(put("closed_on", "28/02/2026", "03/31/2026")), "reject", "MIXED_DATE_ORDER"),
    *(
        bad("closed_on", "NOT_A_DATE", wrong)
        for wrong in (
            "2026-02-29",
            "31/11/2026",
            "2026-13-01",
            "0000-00-00",
            "2026-01-20 25:00",
            "20 Jan",
            "Jan 2026",
            "2026-W03-2",
            "1768867200",
            "today",
            "1900-01-00",
            "2026-01-20 10:00 CST",
            "Q1 2026",
        )
    ),
    bad("closed_on", "DATE_OUT_OF_RANGE", "1899-12-31"),
    bad("closed_on", "DATE_OUT_OF_RANGE", AHEAD),
    bad("opened_on", "DATE_OUT_OF_RANGE", AHEAD),
    bad("closed_on", "CLOSED_BEFORE_OPENED", "2025-12-31"),
    bad("opened_on", "MISSING_VALUE", ""),
)
IDS = (
    reads("complaint_id", "0007", "0007", "7", "7", "00007", "00007"),
    reads("complaint_id", "1E5", "1E5", "12e3", "12e3"),
    reads("complaint_id", "9007199254740993", "9007199254740993", "9007199254740992", "9007199254740992"),
    reads("complaint_id", "2026-01-05", "2026-01-05", "MAR1", "MAR1", "3/4", "3/4"),
    reads("complaint_id", "NA", "NA", "null", "null", "TRUE", "TRUE"),
    reads("complaint_id", "=1+1", "=1+1", "+34 600", "+34 600", "@x", "@x"),
    reads("complaint_id", "c1", "c1", "C1", "C1"),
    reads(
        "category",
        "<img src=x onerror=alert(1)>",
        "<img src=x onerror=alert(1)>",
        "'; drop table x; --",
        "'; drop table x; --",
    ),
    reads("category", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0", "-2+3", "-2+3", separator=";"),
    reads("sector", "NA", "NA", "true", "true"),
    bad("complaint_id", "ID_LOST_DIGITS", "1.23457E+15"),
    bad("complaint_id", "ID_LOST_DIGITS", "1,23457E+15"),
    bad("customer_id", "ID_LOST_DIGITS", "9E+15"),
    bad("complaint_id", "MISSING_VALUE", "  "),
    bad("complaint_id", "CELL_ERROR", "#REF!"),
)
