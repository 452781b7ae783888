//! View model of the supervisor's overview.

use askama::Template;

use crate::Shell;

/// What is late or will be, by office and by service.
#[derive(Debug, Template)]
#[template(path = "overview.html")]
pub struct OverviewPage<'a> {
    /// Frame.
    pub p: &'a Shell<'a>,
    /// Heading of the first column and rows, for offices and for services.
    pub tables: Vec<OverviewTable>,
}

/// Counts of cases as a table whose rows are drawn as bars too.
#[derive(Debug, Clone)]
pub struct OverviewTable {
    /// What it counts by; heading of the first column.
    pub by: String,
    /// The most urgent first.
    pub rows: Vec<OverviewRow>,
}

/// Counts of one office or one service.
#[derive(Debug, Clone)]
pub struct OverviewRow {
    /// Its name.
    pub name: String,
    /// Address of its cases.
    pub href: String,
    /// How many are late.
    pub late: OverviewCount,
    /// How many are due today.
    pub today: OverviewCount,
    /// How many are due within three working days.
    pub days: OverviewCount,
    /// The row as a bar.
    pub bar: Bar,
}

impl OverviewRow {
    /// Its counts, each with the message of its heading.
    fn counts(&self) -> [(&'static str, &OverviewCount); 3] {
        [
            ("page-overview-late", &self.late),
            ("page-overview-today", &self.today),
            ("page-overview-days", &self.days),
        ]
    }
}

/// A number of cases, and where they are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverviewCount {
    /// How many.
    pub count: u64,
    /// Address of them.
    pub href: String,
}

/// Three shares of the longest bar, in hundredths of its length: where each part begins, and how long it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bar {
    /// Late.
    pub late: (u64, u64),
    /// Due today.
    pub today: (u64, u64),
    /// Due within three working days.
    pub days: (u64, u64),
}

impl Bar {
    /// A bar beside one whose whole length is `most`.
    pub fn of(late: u64, today: u64, days: u64, most: u64) -> Self {
        let place = |count: u64| count.saturating_mul(100) / most.max(1);
        let (one, two, three) = (place(late), place(late + today), place(late + today + days));
        Self { late: (0, one), today: (one, two - one), days: (two, three - two) }
    }
}
