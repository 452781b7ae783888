//! How long the rulebook takes to answer. Figures stand in `docs/benchmarks.md`.

use std::sync::LazyLock;

use calendar::{Calendar, Length, ScheduleKind, TermQuery};
use directory::Channel;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rulebook::ask::{ChecklistQuestion, FeeQuestion, TermQuestion};
use rulebook::model::{ApplicantKind, Payer, Standard};
use rulebook::{RuleFiles, Rulebook};

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::embedded().expect("the rulebook loads"));

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let files = RuleFiles::embedded();
    let named = files.in_folder("calendar").map(|(path, text)| (path.to_owned(), text.to_owned()));
    let schedules = files.get("schedules.toml").map(|text| ("schedules.toml".to_owned(), text.to_owned()));
    Calendar::from_toml(named.chain(schedules)).expect("the calendar loads")
});

const DATES: usize = 1_000_000;

fn main() {
    divan::main();
}

fn act() -> &'static Standard {
    RULEBOOK.editions(1).last().expect("standard 1 is held")
}

fn dates() -> Vec<Date> {
    let days = 365 * 14;
    (0..DATES).map(|n| date(2012, 1, 1) + i64::try_from(n % days).unwrap_or(0).days()).collect()
}

/// Date to due date, six working days, transfers included, no zone and no suspension.
#[divan::bench]
fn due_dates(bencher: Bencher<'_, '_>) {
    let dates = dates();
    bencher.counter(ItemsCount::new(DATES)).bench(|| {
        for day in &dates {
            let _ = black_box(CALENDAR.working_day_after(black_box(*day), 6, ScheduleKind::Cadastre));
        }
    });
}

/// The whole term: zone, close of business, no list of days.
#[divan::bench]
fn due_instants(bencher: Bencher<'_, '_>) {
    let zone = jiff::tz::TimeZone::get("Asia/Almaty").expect("the zone is known");
    let lodged_at = date(2013, 9, 2).at(10, 15, 0, 0).to_zoned(zone).expect("an instant");
    let query = TermQuery {
        lodged_at,
        length: Length::WorkingDays(6),
        schedule: ScheduleKind::Cadastre,
        suspensions: Vec::new(),
    };
    bencher.bench(|| CALENDAR.due(black_box(&query)));
}

/// The whole answer of ¶7: term with its days, refusal clock, deemed grant, trace.
#[divan::bench]
fn term_with_trace(bencher: Bencher<'_, '_>) {
    let zone = jiff::tz::TimeZone::get("Asia/Almaty").expect("the zone is known");
    let lodged_at = date(2013, 9, 2).at(10, 15, 0, 0).to_zoned(zone).expect("an instant");
    let question =
        TermQuestion { product: Some("act"), channel: Channel::Cadastre, lodged_at, suspensions: Vec::new() };
    bencher.bench(|| act().term(&CALENDAR, black_box(&question)));
}

/// A derived checklist with its trace.
#[divan::bench]
fn checklist_with_trace(bencher: Bencher<'_, '_>) {
    let question = ChecklistQuestion {
        channel: Channel::Cadastre,
        case: 1,
        product: Some("act"),
        applicant: Some(ApplicantKind::Individual),
    };
    bencher.bench(|| act().checklist_with_trace(black_box(&question)));
}

/// The longest checklist of all standards, cases, channels, products and applicants.
#[divan::bench]
fn the_worst_checklist(bencher: Bencher<'_, '_>) {
    let (standard, question) = worst_checklist();
    bencher.bench(|| standard.checklist_with_trace(black_box(&question)));
}

/// The longest by all that it says: what costs time is making it.
fn worst_checklist() -> (&'static Standard, ChecklistQuestion<'static>) {
    let mut found = Vec::new();
    for standard in (1..=14).filter_map(|service| RULEBOOK.editions(service).last()) {
        for channel in standard.channels.iter().map(|rule| rule.channel) {
            for case in &standard.cases {
                for product in std::iter::once(None).chain(case.products.iter().map(|id| Some(id.as_str()))) {
                    for applicant in standard.applicants.kinds.iter().copied() {
                        let question = ChecklistQuestion {
                            channel,
                            case: u32::from(case.number),
                            product,
                            applicant: Some(applicant),
                        };
                        if let Ok((list, _)) = standard.checklist_with_trace(&question) {
                            found.push((format!("{list:?}").len(), standard, question));
                        }
                    }
                }
            }
        }
    }
    let (_, standard, question) =
        found.into_iter().max_by_key(|one| one.0).expect("standards have checklists");
    (standard, question)
}

/// A price with its figures and trace.
#[divan::bench]
fn fee_with_trace(bencher: Bencher<'_, '_>) {
    let question = FeeQuestion {
        product: Some("act"),
        payer: Some(Payer::Farm),
        purpose: None,
        area_ha: Some("120.5".parse().expect("a decimal")),
        date: date(2013, 9, 2),
        relief: false,
    };
    bencher.bench(|| RULEBOOK.fee(act(), black_box(&question)));
}

/// All rule files, from text to a checked rulebook.
#[divan::bench]
fn load_the_rulebook(bencher: Bencher<'_, '_>) {
    let files = RuleFiles::embedded();
    bencher.bench(|| Rulebook::load(black_box(&files)));
}
