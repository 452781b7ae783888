//! Lists are read page by page.

/// Most rows that one page may have; greater wishes are cut to it.
pub const PAGE_LIMIT: u32 = 500;
/// Most offices, states or services that one filter may name.
pub const FILTER_LIMIT: usize = 1000;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T, C> {
    /// The rows, in the order of the list.
    pub items: Vec<T>,
    /// Where the next page starts; `None` when this is the last.
    pub next: Option<C>,
}

/// Rows to ask for: the page and one more, which tells whether another page follows.
pub(crate) fn rows_to_read(limit: u32) -> i64 {
    i64::from(page_size(limit)) + 1
}

pub(crate) fn page_size(limit: u32) -> u32 {
    limit.clamp(1, PAGE_LIMIT)
}

impl<T, C> Page<T, C> {
    /// Makes a page of the rows read with [`rows_to_read`]; `cursor` names the place after a row.
    pub(crate) fn of(mut items: Vec<T>, limit: u32, cursor: impl FnOnce(&T) -> C) -> Self {
        let size = page_size(limit) as usize;
        let more = items.len() > size;
        items.truncate(size);
        let next = if more { items.last().map(cursor) } else { None };
        Self { items, next }
    }
}
