"""A million due dates by our calendar beside numpy.busday_offset, in one run.

usage: benches/numpy_busday.py PROGRAM FOLDER   (the program is the example `due_dates` of crate rulebook)

Twice with numpy: with a week of five days and the closed weekdays as holidays, as one would use it (it cannot know of
Saturdays that are worked instead), and with a week of seven days and every closed day as a holiday, which says the same
as our calendar. The second must agree on every date, the first wherever no worked weekend lies between.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy

ROUNDS = 5
COUNT = 6


def days(path):
    return numpy.fromfile(path, dtype="<i4").astype("datetime64[D]")


def timed(calendar, dates):
    began = time.perf_counter()
    answer = numpy.busday_offset(dates, COUNT, roll="preceding", busdaycal=calendar)
    return answer, time.perf_counter() - began


def main(program, folder):
    Path(folder).mkdir(parents=True, exist_ok=True)
    rows = []
    for _ in range(ROUNDS):
        said = subprocess.run([program, folder], check=True, capture_output=True, text=True).stdout
        ours = {name: float(value) for name, value in (line.split() for line in said.splitlines())}
        dates, due, closed = (days(Path(folder) / f"{name}.i32") for name in ("from", "due", "closed"))
        weekdays = closed[numpy.is_busday(closed)]
        usual = numpy.busdaycalendar(holidays=weekdays)
        whole = numpy.busdaycalendar(weekmask="1111111", holidays=closed)
        answers, times = {}, {}
        for name, calendar in (("usual", usual), ("whole", whole)):
            runs = [timed(calendar, dates) for _ in range(3)]
            answers[name], times[name] = runs[0][0], statistics.median(run[1] for run in runs) * 1e3
        rows.append((ours["many_ms"], ours["single_ms"], times["usual"], times["whole"]))

    if not (answers["whole"] == due).all():
        sys.exit("numpy with every closed day as a holiday disagrees")
    first, last = dates.min(), due.max()
    every = numpy.arange(first, last + 1)
    weekends = every[~numpy.is_busday(every)]
    worked = weekends[~numpy.isin(weekends, closed)]
    # How many worked weekend days lie in (date, due]: without any, both weeks say the same.
    between = numpy.searchsorted(worked, due, "right") - numpy.searchsorted(worked, dates, "right")
    alike = answers["usual"] == due
    # A date that is a worked weekend day itself starts elsewhere for numpy's week of five days.
    same = (between == 0) & ~numpy.isin(dates, worked)
    if not alike[same].all():
        sys.exit("numpy with a week of five days disagrees where no worked weekend lies between")
    print(f"numpy {numpy.__version__}: agrees on every date with all closed days named, "
          f"on {alike.mean():.2%} with a week of five days (it knows no worked Saturdays)")
    middle = [statistics.median(column) for column in zip(*rows)]
    for name, ms in zip(("ours, many at once", "ours, one by one", "numpy, week of five days", "numpy, all closed days"), middle):
        print(f"| {name} | {ms:.2f} ms | {1e3 / ms:.0f} million a second |")
    ratio = statistics.median(row[2] / row[0] for row in rows)
    slowest = statistics.median(min(row[2], row[3]) / row[0] for row in rows)
    print(f"ratio: {ratio:.1f} to numpy with a week of five days, {slowest:.1f} to the faster of both")


main(*sys.argv[1:])
