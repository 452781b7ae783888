//! A million due dates, for `benches/numpy_busday.py`: writes the days, the answers and what is closed into a folder, and
//! prints the time of a run over and over.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measuring program reads the clock and prints"
)]

use std::error::Error;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

use calendar::{Calendar, ScheduleKind, day_number};
use jiff::civil::{Date, date};
use rulebook::RuleFiles;

const DATES: usize = 1_000_000;
const COUNT: u32 = 6;
const RUNS: usize = 21;
const SCHEDULE: ScheduleKind = ScheduleKind::Cadastre;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder for the lists")?);
    let files = RuleFiles::embedded();
    let named = files.in_folder("calendar").map(|(path, text)| (path.to_owned(), text.to_owned()));
    let schedules = files.get("schedules.toml").map(|text| ("schedules.toml".to_owned(), text.to_owned()));
    let calendar = Calendar::from_toml(named.chain(schedules))?;

    let first = day_number(date(2012, 1, 1));
    let days = day_number(date(2025, 12, 31)) - first + 1;
    // Steps of a prime: neighbours in the list are no neighbours in time, as in a table of cases.
    let from: Vec<i32> = (0..i64::try_from(DATES)?)
        .map(|nth| first + i32::try_from(nth * 7_919 % i64::from(days)).unwrap_or(0))
        .collect();
    let mut due = vec![0; DATES];
    calendar.due_dates(SCHEDULE).fill(&from, COUNT, &mut due)?;
    write(folder.join("from.i32"), &from)?;
    write(folder.join("due.i32"), &due)?;
    let closed: Vec<i32> = calendar
        .years()
        .map(|year| calendar.year(year.year, SCHEDULE))
        .collect::<Result<Vec<_>, _>>()?
        .concat()
        .into_iter()
        .filter(|day| !day.is_open())
        .map(|day| day_number(day.date))
        .collect();
    write(folder.join("closed.i32"), &closed)?;

    let many =
        median(|| calendar.due_dates(SCHEDULE).fill(black_box(&from), COUNT, black_box(&mut due)).is_ok());
    println!("many_ms {:.4}", many * 1e3);
    let dates: Vec<Date> = from.iter().map(|day| date(1970, 1, 1) + jiff::Span::new().days(*day)).collect();
    let single = median(|| {
        dates
            .iter()
            .all(|day| black_box(calendar.working_day_after(black_box(*day), COUNT, SCHEDULE)).is_ok())
    });
    println!("single_ms {:.4}", single * 1e3);
    Ok(())
}

/// Seconds of the median run.
fn median(mut run: impl FnMut() -> bool) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let began = Instant::now();
            assert!(run(), "every day has an answer");
            began.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

fn write(path: PathBuf, numbers: &[i32]) -> std::io::Result<()> {
    std::fs::write(path, numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<_>>())
}
