"""Corrected rows are read as their file was: day and time of day together, sides and scales as they were said."""

from data.repairs.repair import repair_rows


def test_a_corrected_day_keeps_its_time_of_day(store, put):
    text = "case,stage,Start date,Start time,End date,End time\n" + "".join(
        f"K{i},a,2025-03-0{i},08:00,2025-03-1{i},10:00\n" for i in range(1, 4)
    )
    assert put("stage_times", text.replace("2025-03-02", "2025-03-32"))["rows"]["quarantined"] == 1
    assert '"End date":"2025-03-12"' in store.quarantine()[0]["verbatim"].replace(": ", ":")  # as it stood
    assert repair_rows(store, "i1", [{"row": 3, "Start date": "2025-03-02"}])["rows"]["stored"] == 1
    assert sorted(str(at) for at in store.rows("stage_times")["started_at"]) == [
        f"2025-03-0{i} 08:00:00" for i in range(1, 4)
    ]


def test_a_corrected_time_of_day_keeps_its_day(store, put):
    text = "case,stage,Date,Start time,End time\n" + "".join(
        f"K{i},a,2025-03-{i:02},08:00,10:00\n" for i in range(1, 9)
    )
    assert put("stage_times", text.replace("05,08:00", "05,08:99"))["rows"]["quarantined"] == 1
    assert repair_rows(store, "i1", [{"row": 6, "Start time": "09:15"}])["rows"]["stored"] == 1
    assert "2025-03-05 09:15:00" in [str(at) for at in store.rows("stage_times")["started_at"]]


def test_a_corrected_amount_has_the_side_and_the_scale_that_were_said(store, put):
    head = "sector,month,purpose,amount\n"
    rows = "A,2025-01,running,100 Dr\nA,2025-02,running,5O Cr\nA,2025-03,running,2 mil\nA,2025-04,running,x mil\n"
    said = {"amount.negative": "Cr", "amount.means.mil": "1000"}
    assert put("sector_costs", head + rows, **said)["rows"] == {"read": 4, "stored": 2, "quarantined": 2}
    fixed = [{"row": 3, "amount": "50 Cr"}, {"row": 5, "amount": "3 mil"}]
    assert repair_rows(store, "i1", fixed)["rows"]["stored"] == 2
    assert sorted(int(amount) for amount in store.rows("sector_costs")["amount"]) == [-50, 100, 2000, 3000]
