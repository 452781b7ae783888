#!/usr/bin/env python3
"""Writes kz_five_day_week.csv: what PyPI's `holidays` says about every day of 2012-2025 in Kazakhstan.

The file is the oracle of `tests/five_day_week.rs`; it is checked in, so the tests need neither Python nor network.
To make it again:

    python3 -m venv /tmp/oracle && /tmp/oracle/bin/pip install holidays==0.109
    /tmp/oracle/bin/python crates/calendar/tests/oracle/make_oracle.py

A day is open when the library calls it a working day (`is_working_day`: its five-day week, its holidays, its
transfers). `reason` is the library's own English name of the free day, `weekend`, or empty.
"""

import csv
import datetime
import pathlib

import holidays

YEARS = range(2012, 2026)


def reason(calendar, day):
    if calendar.is_working_day(day):
        return ""
    return calendar.get(day) or "weekend"


def main():
    calendar = holidays.country_holidays("KZ", years=YEARS, language="en_US")
    day, last = datetime.date(YEARS.start, 1, 1), datetime.date(YEARS.stop - 1, 12, 31)
    target = pathlib.Path(__file__).with_name("kz_five_day_week.csv")
    with target.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["date", "open", "reason"])
        while day <= last:
            rows.writerow([day, str(calendar.is_working_day(day)).lower(), reason(calendar, day)])
            day += datetime.timedelta(days=1)


if __name__ == "__main__":
    main()
