//! Every kind of page, asked as a browser asks: how long the server takes, and how much it sends.

use std::time::Duration;

use load::drive::{Call, Caller, Run};
use load::report::{Table, median};
use uuid::Uuid;

/// One reader at a time: the time of an answer is then the server's.
const READERS: u32 = 1;

/// What anybody sees.
const PUBLIC: [(&str, &str); 10] = [
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
    ("complaints", "/kk/complain?service=1"),
    ("law", "/kk/law/1"),
    ("form of an annex", "/kk/services/1/forms/5"),
];
/// What staff see; `{case}` is one of the cases.
const DESK: [(&str, &str); 6] = [
    ("inbox", "/kk/inbox"),
    ("case", "/kk/cases/{case}"),
    ("receipt", "/kk/cases/{case}/receipt"),
    ("overview", "/kk/overview"),
    ("reception", "/kk/lodge?service=1&case=1"),
    ("books", "/kk/books"),
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
    pub case: Uuid,
}

/// Adds a round to the figures of every page.
pub async fn round(pages: &mut Vec<Page>, readers: &Readers<'_>, time: Duration) -> anyhow::Result<()> {
    let nobody = Caller { address: readers.head.address, token: None };
    let public = PUBLIC.map(|page| (page, &nobody));
    let desk = DESK.map(|page| {
        // Who accepts requests does not oversee, and who oversees does not accept.
        (page, if page.0 == "reception" { readers.reception } else { readers.head })
    });
    for ((name, path), caller) in public.into_iter().chain(desk) {
        let call = Call::get(path.replace("{case}", &readers.case.to_string()));
        let bytes = caller.bytes(&call).await?;
        let run = caller.drive(READERS, time, move |_| call.clone()).await?;
        match pages.iter_mut().find(|page| page.name == name) {
            Some(page) => page.runs.push(run),
            None => pages.push(Page { name, runs: vec![run], bytes }),
        }
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
