use cases::OfficeId;
use jiff::civil::Date;
use store::registers::{self, EntryCursor};

use super::{BookKind, line_of, parse_cursor};
use crate::view::{Page, RegisterLine};
use crate::{Desk, DeskError, FieldError, PAGE_SIZE, Permission, Session};

impl Desk {
    /// The lines of an office's book of one year, in the order of their numbers, which have no gaps.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::Invalid`] for a year that no book has.
    pub fn register(
        &self,
        who: &Session,
        book: BookKind,
        office: &OfficeId,
        year: i16,
        cursor: Option<&str>,
    ) -> Result<Page<RegisterLine>, DeskError> {
        let wrong = || DeskError::invalid(FieldError::new("year", "desk-register-year"));
        let first = Date::new(year, 1, 1).map_err(|_| wrong())?;
        let last = Date::new(year, 12, 31).map_err(|_| wrong())?;
        self.register_between(who, book, office, (first, last), cursor)
    }

    /// The same for the days from the first to the last, both included.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::Invalid`] for days in the wrong order.
    pub fn register_between(
        &self,
        who: &Session,
        book: BookKind,
        office: &OfficeId,
        (first, last): (Date, Date),
        cursor: Option<&str>,
    ) -> Result<Page<RegisterLine>, DeskError> {
        self.demand_at(who, Permission::SeeRegister, &office.0)?;
        if last < first || !(1991..=9998).contains(&first.year()) || !(1991..=9998).contains(&last.year()) {
            return Err(DeskError::invalid(FieldError::new("period", "desk-register-year")));
        }
        let after = parse_cursor(cursor, |text| {
            let (year, number) = text.split_once('.')?;
            Some(EntryCursor { year: year.parse().ok()?, number: number.parse().ok()? })
        })?;
        let page = self
            .store
            .read(|tx| registers::list(tx, book.as_str(), &office.0, (first, last), after, PAGE_SIZE))?;
        let items = page.items.iter().map(line_of).collect::<Result<_, _>>()?;
        Ok(Page { items, next: page.next.map(|next| format!("{}.{}", next.year, next.number)) })
    }
}
