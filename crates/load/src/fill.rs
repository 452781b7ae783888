//! A store that grows to as many cases as wished.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, ensure};
use jiff::{SignedDuration, Timestamp};
use store::cases::{InboxFilter, Visibility};
use store::{Store, numbers, whole};
use uuid::Uuid;

use crate::copies::{Key, Template};

/// Cases in one transaction.
const GROUP: usize = 250;
/// Cases that are made at a time.
const HEAP: usize = 20_000;
/// Threads that make copies; the writing itself takes turns on SQLite.
const MAKERS: usize = 3;
/// A template is chosen for what falls due only if it does so later than this from now: the server's own clock must not
/// come first.
const NOT_BEFORE: SignedDuration = SignedDuration::from_hours(3);

/// Open cases of a store that others are made of, and how many were made.
#[derive(Debug)]
pub struct Filler {
    templates: Vec<Template>,
    /// Place of the template whose timer is the first to come.
    early: usize,
    made: u64,
}

impl Filler {
    /// Takes the open cases of a store as templates. `first` is the number of the first copy.
    ///
    /// # Errors
    /// Where the store has no open case that waits for something.
    pub fn of(store: &Store, now: Timestamp, first: u64) -> anyhow::Result<Self> {
        let (mut templates, mut cursor) = (Vec::new(), None);
        loop {
            let page = store
                .read(|tx| store::cases::inbox(tx, &InboxFilter::default(), &Visibility::All, cursor, 500))?;
            for head in &page.items {
                let whole = store.read(|tx| whole::read(tx, head.id))?.context("a case that was listed")?;
                templates.push(Template::of(whole)?);
            }
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        let timer = |template: &Template| template.whole().timers.iter().map(|timer| timer.due_at).min();
        let late = |due: &Timestamp| *due > now + NOT_BEFORE;
        let waiting = templates.iter().enumerate();
        let early = waiting
            .filter_map(|(place, template)| Some((timer(template).filter(late)?, place)))
            .min()
            .context("an open case that waits for something")?
            .1;
        let due = timer(&templates[early]);
        // Others that wait for the same instant would fall due with it.
        let ours = templates[early].whole().row.head.id;
        templates.retain(|one| {
            one.whole().row.head.id == ours || timer(one).is_none_or(|at| late(&at) && Some(at) > due)
        });
        let early = templates.iter().position(|one| one.whole().row.head.id == ours).unwrap_or(0);
        ensure!(templates.len() > 1, "only one template is left");
        Ok(Self { templates, early, made: first })
    }

    /// When the cases of [`Filler::fill_due`] fall due.
    pub fn due_at(&self) -> Timestamp {
        let timers = self.templates[self.early].whole().timers.iter();
        timers.map(|timer| timer.due_at).min().unwrap_or_default()
    }

    /// The template of cases that were lodged and nothing more, of the service that walks through the API.
    ///
    /// # Errors
    /// Where there is none.
    pub fn just_lodged(&self, service: u8) -> anyhow::Result<&Template> {
        let mut lodged = self.templates.iter().filter(|one| one.whole().events.len() == 1);
        lodged.find(|one| one.series().0 == service).context("a case that was just lodged")
    }

    /// Adds cases that fall due at [`Filler::due_at`].
    ///
    /// # Errors
    /// What the store says.
    pub fn fill_due(&mut self, store: &Store, count: usize) -> anyhow::Result<()> {
        self.write(store, &vec![self.early; count], "").map(|_| ())
    }

    /// Adds cases of all other templates in turn; the identifiers of some of them that `office` decides.
    ///
    /// # Errors
    /// What the store says.
    pub fn fill(&mut self, store: &Store, count: usize, office: &str) -> anyhow::Result<Vec<Uuid>> {
        let mut sample = Vec::new();
        let others: Vec<usize> = (0..self.templates.len()).filter(|place| *place != self.early).collect();
        let mut left = count;
        while left > 0 {
            let heap = left.min(HEAP);
            let places: Vec<usize> = (0..heap).map(|nth| others[nth % others.len()]).collect();
            sample.extend(self.write(store, &places, office)?);
            left -= heap;
        }
        Ok(sample)
    }

    /// Copies of one template, not yet written.
    ///
    /// # Errors
    /// Where numbers are used up.
    pub fn make(
        &mut self,
        store: &Store,
        template: &Template,
        count: u32,
    ) -> anyhow::Result<Vec<whole::Whole>> {
        let (service, year) = template.series();
        let first = reserve(store, service, year, count)?;
        (0..count)
            .map(|nth| {
                self.made += 1;
                template.copy(Key { nth: self.made, serial: first + nth })
            })
            .collect()
    }

    fn write(&mut self, store: &Store, places: &[usize], office: &str) -> anyhow::Result<Vec<Uuid>> {
        let mut wanted: BTreeMap<(u8, i16), u32> = BTreeMap::new();
        for place in places {
            *wanted.entry(self.templates[*place].series()).or_default() += 1;
        }
        let mut next = BTreeMap::new();
        for (series, count) in wanted {
            next.insert(series, reserve(store, series.0, series.1, count)?);
        }
        let mut plan = Vec::with_capacity(places.len());
        for place in places {
            self.made += 1;
            let serial = next.entry(self.templates[*place].series()).or_default();
            plan.push((*place, Key { nth: self.made, serial: *serial }));
            *serial += 1;
        }
        let (groups, taken) = (plan.chunks(GROUP).collect::<Vec<_>>(), AtomicUsize::new(0));
        let (templates, groups, taken) = (&self.templates, &groups, &taken);
        let samples = std::thread::scope(|scope| {
            let makers: Vec<_> = (0..MAKERS)
                .map(|_| {
                    scope.spawn(move || -> anyhow::Result<Vec<Uuid>> {
                        let mut sample = Vec::new();
                        while let Some(group) = groups.get(taken.fetch_add(1, Ordering::Relaxed)) {
                            let copies = group
                                .iter()
                                .map(|(place, key)| templates[*place].copy(*key))
                                .collect::<anyhow::Result<Vec<_>>>()?;
                            let ours = copies.iter().filter(|copy| copy.row.head.executing_office == office);
                            sample.extend(ours.step_by(10).map(|copy| copy.row.head.id));
                            store.write(move |tx| whole::write(tx, &copies))?;
                        }
                        Ok(sample)
                    })
                })
                .collect();
            makers
                .into_iter()
                .map(|maker| maker.join().map_err(|_| anyhow::anyhow!("a maker panicked"))?)
                .collect::<anyhow::Result<Vec<_>>>()
        })?;
        Ok(samples.concat())
    }
}

fn reserve(store: &Store, service: u8, year: i16, count: u32) -> anyhow::Result<u32> {
    let series = desk::receipt_series(service, year);
    let first = store.write(move |tx| numbers::reserve(tx, &series, count))?;
    Ok(u32::try_from(first)?)
}
