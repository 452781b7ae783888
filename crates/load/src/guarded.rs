//! The figures that the guard watches.

use std::collections::BTreeMap;
use std::fs::File;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use calendar::{ScheduleKind, day_number};
use desk::Law;
use directory::Channel;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use load::fill::Filler;
use load::guard::Figure;
use load::real::now;
use load::world::World;
use rulebook::ask::{ChecklistQuestion, FeeQuestion, TermQuestion};
use rulebook::model::{ApplicantKind, Payer};
use store::{Settings, Store, events, settings, whole};

/// Answers of one try: long enough for the clock, short enough to lie between two interruptions.
const ANSWERS: usize = 300;
/// Days of one try.
const DAYS: i32 = 200_000;
/// Commits, and syncs, of one try.
const COMMITS: usize = 8;
/// Cases in the store that is read.
const CASES: usize = 2_000;

/// All of them. `folder` lies on the disk that is measured.
pub fn figures<'a>(law: &'a Arc<Law>, folder: &Path) -> anyhow::Result<Vec<Figure<'a>>> {
    let standard = law.standards_on(date(2013, 9, 2)).find(|one| one.number == 1).context("standard 1")?;
    let zone = jiff::tz::TimeZone::get("Asia/Almaty")?;
    let lodged_at = date(2013, 9, 2).at(10, 15, 0, 0).to_zoned(zone)?;
    let area = "120.5".parse()?;
    let from: Vec<i32> = (0..DAYS).map(|nth| day_number(date(2012, 1, 1)) + nth % 5_000).collect();
    let mut due = vec![0; from.len()];
    let store = Store::open(&Settings::Sqlite { path: folder.join("guard.sqlite") })?;
    let ids = fill(law, &store)?;
    let (reader, writer) = (store.clone(), store);
    let mut file = File::create(folder.join("syncs"))?;
    let mut nth = 0;
    Ok(vec![
        pure("due dates, many at once", move || {
            law.calendar.due_dates(ScheduleKind::Cadastre).fill(black_box(&from), 6, black_box(&mut due))?;
            Ok(())
        }),
        pure("checklist with its trace", move || {
            let question = ChecklistQuestion {
                channel: Channel::Cadastre,
                case: 1,
                product: Some("act"),
                applicant: Some(ApplicantKind::Individual),
            };
            (0..ANSWERS).try_for_each(|_| {
                black_box(standard.checklist_with_trace(black_box(&question))).map(|_| ()).map_err(Into::into)
            })
        }),
        pure("price with its trace", move || {
            let question = FeeQuestion {
                product: Some("act"),
                payer: Some(Payer::Farm),
                purpose: None,
                area_ha: Some(area),
                date: date(2013, 9, 2),
                relief: false,
            };
            (0..ANSWERS).try_for_each(|_| {
                black_box(law.rulebook.fee(standard, black_box(&question))).map(|_| ()).map_err(Into::into)
            })
        }),
        pure("whole term", move || {
            let question = TermQuestion {
                product: Some("act"),
                channel: Channel::Cadastre,
                lodged_at: lodged_at.clone(),
                suspensions: Vec::new(),
            };
            (0..ANSWERS).try_for_each(|_| {
                black_box(standard.term(&law.calendar, black_box(&question))).map(|_| ()).map_err(Into::into)
            })
        }),
        pure("case read with its events", move || {
            for id in ids.iter().take(40) {
                let (row, history) = reader.read(|tx| {
                    Ok::<_, store::StoreError>((
                        store::cases::get(tx, *id)?,
                        events::history(tx, *id, 0, 100)?,
                    ))
                })?;
                let row = row.context("a case that was written")?;
                black_box((serde_json::from_str::<cases::Case>(&row.state_json)?, history.items.len()));
            }
            Ok(())
        }),
        Figure {
            name: "commit of the store",
            work: Box::new(move || {
                for _ in 0..COMMITS {
                    nth += 1;
                    let key = (nth % 1_000).to_string();
                    writer.write(move |tx| settings::set(tx, &key, "1"))?;
                }
                Ok(())
            }),
            yardstick: Box::new(move || {
                for _ in 0..COMMITS {
                    file.write_all(&[7; 4096])?;
                    file.sync_data()?;
                }
                Ok(())
            }),
        },
    ])
}

fn pure<'a>(name: &'static str, work: impl FnMut() -> anyhow::Result<()> + 'a) -> Figure<'a> {
    Figure { name, work: Box::new(work), yardstick: Box::new(calibration) }
}

/// Work as the product does it (texts, ordered maps, sorting), and never changed: all kept ratios rest on it.
fn calibration() -> anyhow::Result<()> {
    let mut seed = 88_172_645_463_325_252_u64;
    let mut map = BTreeMap::new();
    for _ in 0..700 {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        map.insert(format!("{seed:x}"), seed);
    }
    let mut values: Vec<u64> = map.into_values().collect();
    values.sort_unstable();
    black_box(values);
    Ok(())
}

fn fill(law: &Arc<Law>, store: &Store) -> anyhow::Result<Vec<uuid::Uuid>> {
    let noon: Timestamp = now();
    let world = World::new(law.clone(), store.clone(), noon)?;
    let zone = jiff::tz::TimeZone::get("Asia/Almaty")?;
    let open = |then: &Timestamp| {
        let day = then.to_zoned(zone.clone()).date();
        law.calendar.day(day, ScheduleKind::Body).is_ok_and(|day| day.is_open())
    };
    // The engine has no year after the last of the calendar, so the world lies a little back. Requests of a day off fall due
    // together with those of the day before it, and would be one.
    let days = (0..31_i64).map(|back| (back, noon - SignedDuration::from_hours(24 * back)));
    let mut ids = Vec::new();
    for (back, then) in days.filter(|(_, then)| open(then)).take(2) {
        let clerk = world.clerk(then)?;
        ids.push(world.lodge(&clerk, then, 900 + back.unsigned_abs())?.0);
    }
    let mut filler = Filler::of(store, noon, 0)?;
    ids.extend(filler.fill(store, CASES, world.office())?);
    store.write(whole::settle)?;
    Ok(ids)
}
