//! Every kind of page, asked as a browser asks: how long the server takes, and how much it sends.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use load::drive::{Call, Caller, Run};
use load::report::{Table, median};
use uuid::Uuid;

/// One reader at a time: the time of an answer is then the server's.
const READERS: u32 = 1;

/// What anybody sees.
const PUBLIC: [(&str, &str); 18] = [
    ("start", "/kk/"),
    ("search of services", "/kk/?q=%D0%B6%D0%B5%D1%80"),
    ("service", "/kk/services/1"),
    ("papers of one's own case", "/kk/services/1?channel=cadastre&case=1&kind=individual&go=papers"),
    (
        "price",
        "/kk/price?service=1&product=act&payer=farm&purpose=other&area_ha=1200&date=2026-09-02&go=reckon",
    ),
    ("term", "/kk/term?service=1&product=act&channel=cadastre&day=2026-05-06&time=10:15&go=reckon"),
    ("offices", "/kk/offices"),
    ("offices of a parcel", "/kk/offices?parcel=21-318-065-123&service=1"),
    ("offices open now", "/kk/offices?open=now&region=21"),
    ("complaints", "/kk/complain?service=1"),
    ("the standards", "/kk/law"),
    ("law", "/kk/law/1"),
    ("law of a short standard", "/kk/law/7"),
    ("edition against edition", "/kk/law/1/compare"),
    ("form of an annex", "/kk/services/1/forms/5"),
    ("following a case, asked", "/kk/track"),
    ("signing in", "/kk/sign-in"),
    ("style guide", "/kk/styleguide"),
];
/// What staff see; `{case}` is one of the cases.
const DESK: [(&str, &str); 13] = [
    ("inbox", "/kk/inbox"),
    ("inbox that keeps itself up to date", "/kk/inbox/list"),
    ("inbox of what is late", "/kk/inbox?soon=late"),
    ("the office's day", "/kk/day"),
    ("who is away", "/kk/absences"),
    ("case", "/kk/cases/{case}"),
    ("receipt", "/kk/cases/{case}/receipt"),
    ("overview", "/kk/overview"),
    ("reception", "/kk/lodge?service=1&case=1"),
    ("reception, which request", "/kk/lodge"),
    ("books", "/kk/books"),
    ("lists of paper files", "/kk/transfers"),
    ("own account", "/kk/me"),
];
/// Longest time in which steps are taken: each needs a case of its own.
const STEPS_FOR: Duration = Duration::from_millis(800);
/// What those see who oversee all offices of a kind.
const OVERSEEN: [(&str, &str); 5] = [
    ("overview of a country's offices", "/kk/overview"),
    ("inbox of a country's offices", "/kk/inbox"),
    ("the same, what is late of one service", "/kk/inbox?service=3&soon=late"),
    ("the same, one office", "/kk/inbox?office=cadastre-21-astana"),
    ("the same, a service of other offices", "/kk/inbox?service=9"),
];
/// Cases of a step that many cases take together.
const TOGETHER: usize = 40;
/// Names and values of a form.
type Fields = &'static [(&'static str, &'static str)];
/// Forms that staff send, which change nothing but their own drafts; `{…}` is put in.
const FORMS: [(&str, &str, Fields); 6] = [
    ("search by number", "/kk/search", &[("q", "{number}")]),
    ("search by IIN", "/kk/search", &[("q", "{identifier}")]),
    ("search by parcel", "/kk/search", &[("q", "{parcel}")]),
    ("search by a name", "/kk/search", &[("q", "{name}")]),
    ("search by the beginning of many names", "/kk/search", &[("q", "нур")]),
    (
        "reception, brought up to date",
        "/kk/lodge/check",
        &[
            ("key", "load-reception-draft"),
            ("service", "1"),
            ("case", "1"),
            ("product", "act"),
            ("kind", "individual"),
            ("applicant.name", "{name}"),
            ("applicant.identifier", "{identifier}"),
            ("parcels.0.cadastral_number", "{parcel}"),
            ("parcels.0.area_ha", "0.12"),
            ("paper:application", "original-kept"),
        ],
    ),
];
/// What who keeps the platform sees.
const KEPT: [(&str, &str); 7] = [
    ("administration", "/kk/admin"),
    ("rules", "/kk/admin/rules"),
    ("index of a year", "/kk/admin/rules/index"),
    ("a day of the calendar", "/kk/admin/rules/day"),
    ("offices as they are kept", "/kk/admin/offices?region=21"),
    ("one office as it is kept", "/kk/admin/offices/cadastre-21-astana"),
    ("accounts", "/kk/accounts"),
];

/// Figures of one page.
#[derive(Debug)]
pub struct Page {
    name: &'static str,
    runs: Vec<Run>,
    bytes: usize,
}

/// Who reads which pages.
pub struct Readers<'c> {
    pub reception: &'c Caller,
    pub head: &'c Caller,
    pub admin: &'c Caller,
    pub overseer: &'c Caller,
    pub case: Uuid,
    pub known: Known,
    /// Tells the keys of this round from those of others.
    pub run: u128,
    /// Cases that wait to be taken into work, each with its version.
    pub lodged: Vec<(Uuid, i64)>,
}

/// By what a case is found.
pub struct Known {
    pub number: String,
    pub secret: String,
    pub identifier: String,
    pub parcel: String,
    pub name: String,
}

impl Known {
    fn put_into(&self, text: &str) -> String {
        let pairs = [
            ("{number}", &self.number),
            ("{identifier}", &self.identifier),
            ("{parcel}", &self.parcel),
            ("{name}", &self.name),
        ];
        pairs.iter().fold(text.to_owned(), |text, (place, value)| text.replace(place, value))
    }
}

/// What a round adds to.
struct Round<'f> {
    pages: &'f mut Vec<Page>,
    only: &'f str,
}

/// Adds a round to the figures of every page whose name contains `only`.
pub async fn round(
    pages: &mut Vec<Page>,
    readers: &Readers<'_>,
    time: Duration,
    only: &str,
) -> anyhow::Result<()> {
    let pages = &mut Round { pages, only };
    let nobody = Caller { address: readers.head.address, token: None };
    let public = PUBLIC.map(|page| (page, &nobody));
    let desk = DESK.map(|page| {
        // Who accepts requests does not oversee, and who oversees does not accept.
        (page, if page.0.starts_with("reception") { readers.reception } else { readers.head })
    });
    let kept = KEPT.map(|page| (page, readers.admin));
    let overseen = OVERSEEN.map(|page| (page, readers.overseer));
    for ((name, path), caller) in public.into_iter().chain(desk).chain(kept).chain(overseen) {
        let call = Call::get(path.replace("{case}", &readers.case.to_string()));
        add(pages, name, caller, time, call).await?;
    }
    let known = &readers.known;
    let tracked = Call::form("/kk/track", &[("number", &known.number), ("secret", &known.secret)]);
    add(pages, "a followed case", &nobody, time, tracked).await?;
    let token = readers.reception.form_token().await?;
    for (name, path, fields) in FORMS {
        let fields: Vec<_> = fields.iter().map(|(field, value)| (*field, known.put_into(value))).collect();
        let mut fields: Vec<_> = fields.iter().map(|(field, value)| (*field, value.as_str())).collect();
        fields.push(("csrf", &token));
        add(pages, name, readers.reception, time, Call::form(path, &fields)).await?;
    }
    let token = readers.head.form_token().await?;
    let lodged = readers.lodged.clone();
    let run = readers.run;
    let csrf = token.clone();
    // A case takes only so many notes.
    let noted = lodged.clone();
    let note = move |nth: u64| {
        let (id, _) = noted[usize::try_from(nth).unwrap_or(0) % noted.len()];
        let key = format!("load-{}", Uuid::from_u128(u128::from(nth) << 64 | run));
        let fields = [("csrf", csrf.as_str()), ("remark", "Мұрағаттан сұрадым"), ("key", &key)];
        Call::form(format!("/kk/cases/{id}/notes"), &fields)
    };
    add_each(pages, "a note, written", readers.head, time, note).await?;
    let ticked: String = lodged.iter().take(TOGETHER).map(|(id, _)| format!("&case={id}")).collect();
    let foreseen = Call::get(format!("/kk/bulk?step=start{ticked}"));
    add(pages, "a step for forty cases, foreseen", readers.head, time, foreseen).await?;
    let waiting = Arc::new(Mutex::new(lodged));
    let taken = move |most: usize| {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = waiting.len().checked_sub(most)?;
        Some(waiting.split_off(rest))
    };
    let (take, csrf) = (taken.clone(), token.clone());
    let step = move |nth: u64| {
        let (id, version) = take(1)?.pop()?;
        let (version, key) = (version.to_string(), Uuid::from_u128(u128::from(nth) << 64 | run).to_string());
        let fields = [("csrf", csrf.as_str()), ("step", "start"), ("version", &version), ("key", &key)];
        Some(Call::form(format!("/kk/cases/{id}/steps"), &fields))
    };
    add_each(pages, "a step, taken", readers.head, time.min(STEPS_FOR), step).await?;
    let steps = move |nth: u64| {
        let key = Uuid::from_u128(u128::from(nth) << 64 | run | 1 << 127).to_string();
        let cases: Vec<_> = taken(TOGETHER)?.iter().map(|(id, version)| format!("{id}:{version}")).collect();
        let mut fields = vec![("csrf", token.as_str()), ("step", "start"), ("key", &key)];
        fields.extend(cases.iter().map(|case| ("case", case.as_str())));
        Some(Call::form("/kk/bulk", &fields))
    };
    add_each(pages, "a step for forty cases, taken", readers.head, time.min(STEPS_FOR), steps).await
}

async fn add(
    pages: &mut Round<'_>,
    name: &'static str,
    caller: &Caller,
    time: Duration,
    call: Call,
) -> anyhow::Result<()> {
    add_each(pages, name, caller, time, move |_| call.clone()).await
}

/// The same with a call of its own each time, until the time is over or there is none any more.
async fn add_each<C: Into<Option<Call>>>(
    pages: &mut Round<'_>,
    name: &'static str,
    caller: &Caller,
    time: Duration,
    make: impl Fn(u64) -> C + Send + Sync + 'static,
) -> anyhow::Result<()> {
    if !name.contains(pages.only) {
        return Ok(());
    }
    let pages = &mut pages.pages;
    let Some(call) = make(u64::MAX).into() else {
        eprintln!("{name}: the store has no cases left for it");
        return Ok(());
    };
    let bytes = caller.bytes(&call).await?;
    let run = caller.drive(READERS, time, make).await?;
    eprintln!("{name}: {:.2} ms", run.p50);
    match pages.iter_mut().find(|page| page.name == name) {
        Some(page) => page.runs.push(run),
        None => pages.push(Page { name, runs: vec![run], bytes }),
    }
    Ok(())
}

/// Adds the pages of a size of the store to a table.
pub fn rows(table: &mut Table, size: usize, pages: &[Page]) {
    for page in pages {
        let of = |figure: fn(&Run) -> f64| median(&page.runs.iter().map(figure).collect::<Vec<_>>());
        table.row([
            size.to_string(),
            page.name.to_owned(),
            format!("{:.2}", of(|run| run.p50)),
            format!("{:.2}", of(|run| run.p99)),
            format!("{:.1}", page.bytes as f64 / 1024.0),
        ]);
    }
}
