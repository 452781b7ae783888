//! Small changes by a form: each makes the new text of a file, which is then checked, shown and put in force like any other.

use calendar::Named;
use calendar::edit::{NewTransfer, named_days, next_year, with_named_day, with_transfer};
use directory::{CurrentOffice, Office, with_current};
use jiff::civil::Date;
use rulebook::edit::with_index_value;
use rulebook::model::IndexValue;

use super::ProposedFile;
use crate::check::{ADDRESS_MOST, Check, EMAIL_MOST, NAME_MOST, NOTE_MOST, PHONE_MOST};
use crate::{Desk, DeskError, FieldError, Permission, Session};

const INDEX: &str = "mci.toml";
const HOLIDAYS: &str = "calendar/holidays.toml";
const CURRENT: &str = "offices/current.toml";
/// What the index of prices is used for.
const PAYMENTS: &str = "payments";
/// Most telephones and addresses of an office, each as long as one may be.
const CONTACTS_MOST: usize = 5;

/// A value of the monthly calculation index, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenIndex {
    /// First day.
    pub from: String,
    /// Tenge.
    pub tenge: String,
    /// The law that sets it.
    pub source: String,
}

/// What holds of an office now, as typed. An empty field leaves what holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GivenOffice {
    /// Postal code.
    pub postal_code: String,
    /// Address.
    pub address: String,
    /// Post of the official responsible.
    pub official: String,
    /// Telephones, several behind semicolons.
    pub phones: String,
    /// E-mail addresses, several behind semicolons.
    pub email: String,
    /// The act or the letter that says so.
    pub source: String,
}

/// A day of a calendar that departs from the week, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenDay {
    /// A weekday is free, and another day is worked in its place.
    Transfer {
        /// The day that becomes free.
        off: String,
        /// The day that is worked.
        worked: String,
        /// The order.
        source: String,
        /// Where it can be read.
        url: String,
    },
    /// A day that the law names falls on a date.
    Named {
        /// The day, by its id in `holidays.toml`.
        id: String,
        /// The date.
        date: String,
    },
}

fn one(path: &str, text: String) -> Vec<ProposedFile> {
    vec![ProposedFile { path: path.to_owned(), text }]
}

impl Desk {
    /// The index table with a value more.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::Invalid`] with every wrong field.
    pub fn propose_index(&self, who: &Session, given: &GivenIndex) -> Result<Vec<ProposedFile>, DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        let law = self.law();
        let mut check = Check::default();
        let from: Option<Date> = given.from.trim().parse().ok();
        let table = law.rulebook.index_table();
        match from {
            None => check.add(FieldError::new("from", "desk-field-day")),
            Some(from) => {
                let held = table.values.iter().find(|value| value.from == from && value.purpose == PAYMENTS);
                if let Some(held) = held {
                    check.add(FieldError::new("from", "desk-index-held").with("tenge", held.tenge));
                }
            }
        }
        let tenge = given.tenge.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
        let tenge: Option<u32> = tenge.parse().ok().filter(|tenge| *tenge > 0);
        if tenge.is_none() {
            check.add(FieldError::new("tenge", "desk-field-whole"));
        }
        let source = check.text("source", &given.source, NOTE_MOST);
        check.finish()?;
        let (Some(from), Some(tenge)) = (from, tenge) else { return Err(DeskError::NotFound) };
        let value = IndexValue { from, purpose: PAYMENTS.to_owned(), tenge, source, confirmed: true };
        let text = law.files.get(INDEX).unwrap_or_default();
        Ok(one(INDEX, with_index_value(text, table, &value)))
    }

    /// What holds of an office now, as the form shows it first.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::NotFound`].
    pub fn office_as_kept(&self, who: &Session, id: &str) -> Result<(&Office, GivenOffice), DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        let office = self.law().directory.office(id).ok_or(DeskError::NotFound)?;
        let first = |list: &[directory::Printed<String>]| {
            list.first().map(|form| form.value.clone()).unwrap_or_default()
        };
        let joined = |texts: Vec<&str>| texts.join("; ");
        Ok((
            office,
            GivenOffice {
                postal_code: first(&office.postal_codes),
                address: first(&office.addresses),
                official: first(&office.officials),
                phones: joined(office.phones.iter().map(|phone| phone.value.printed.as_str()).collect()),
                email: joined(office.emails.iter().map(|email| email.value.printed.as_str()).collect()),
                source: String::new(),
            },
        ))
    }

    /// The file of what holds of offices now, with other values for one.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::NotFound`], [`DeskError::Invalid`] with every wrong field, and where nothing
    /// was changed.
    pub fn propose_office(
        &self,
        who: &Session,
        id: &str,
        given: &GivenOffice,
    ) -> Result<Vec<ProposedFile>, DeskError> {
        let (office, held) = self.office_as_kept(who, id)?;
        let mut check = Check::default();
        let mut changed = |field: &str, typed: &str, held: &str, most: usize| {
            let typed = check.optional(field, Some(typed), most)?;
            (typed != held).then_some(typed)
        };
        let mut current = CurrentOffice {
            id: office.id.clone(),
            postal_code: changed("postal_code", &given.postal_code, &held.postal_code, PHONE_MOST),
            address: changed("address", &given.address, &held.address, ADDRESS_MOST),
            official: changed("official", &given.official, &held.official, NAME_MOST),
            phones: changed("phones", &given.phones, &held.phones, CONTACTS_MOST * PHONE_MOST),
            email: changed("email", &given.email, &held.email, CONTACTS_MOST * EMAIL_MOST),
            source: String::new(),
        };
        current.source = check.text("source", &given.source, NOTE_MOST);
        if current
            == (CurrentOffice {
                id: office.id.clone(),
                source: current.source.clone(),
                ..CurrentOffice::default()
            })
        {
            check.add(FieldError::new("address", "desk-rules-same"));
        }
        for phone in current.phones.iter().flat_map(|cell| directory::dialled(cell)) {
            if phone.damage.is_some() {
                check.add(FieldError::new("phones", "desk-office-phone").with("phone", &phone.printed));
            }
        }
        for email in current.email.iter().flat_map(|cell| directory::mailed(cell)) {
            if email.damage.is_some() {
                check.add(FieldError::new("email", "desk-office-email").with("email", &email.printed));
            }
        }
        check.finish()?;
        let text = self.law().files.get(CURRENT).unwrap_or_default();
        Ok(one(CURRENT, with_current(text, &current).map_err(DeskError::defect)?))
    }

    /// The days that the law names, to choose from.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn named_days(&self, who: &Session) -> Result<Vec<Named>, DeskError> {
        self.demand_somewhere(who, Permission::KeepRules)?;
        named_days(HOLIDAYS, self.law().files.get(HOLIDAYS).unwrap_or_default()).map_err(DeskError::defect)
    }

    /// The files of the years of a day that departs from the week.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`], [`DeskError::Invalid`] with every wrong field.
    pub fn propose_day(&self, who: &Session, given: &GivenDay) -> Result<Vec<ProposedFile>, DeskError> {
        let named = self.named_days(who)?;
        let mut check = Check::default();
        let day = |check: &mut Check, field: &str, typed: &str| -> Option<(Date, &str)> {
            let Ok(date) = typed.trim().parse::<Date>() else {
                check.add(FieldError::new(field, "desk-field-day"));
                return None;
            };
            let held = self.law().files.get(&year_file(date.year()));
            if held.is_none() {
                check.add(FieldError::new(field, "desk-day-no-year").with("year", date.year()));
            }
            held.map(|text| (date, text))
        };
        match given {
            GivenDay::Transfer { off, worked, source, url } => {
                let (off, worked) = (day(&mut check, "off", off), day(&mut check, "worked", worked));
                let source = check.text("source", source, NOTE_MOST);
                let url = check.text("url", url, NOTE_MOST);
                check.finish()?;
                let (Some((off, text)), Some((worked, other))) = (off, worked) else {
                    return Err(DeskError::NotFound);
                };
                let transfer = NewTransfer { off, worked, source: &source, url: &url };
                let mut files = one(&year_file(off.year()), with_transfer(text, &transfer));
                if off.year() != worked.year() {
                    files.extend(one(&year_file(worked.year()), with_transfer(other, &transfer)));
                }
                Ok(files)
            }
            GivenDay::Named { id, date } => {
                let date = day(&mut check, "date", date);
                let named = named.iter().find(|named| named.id == *id);
                if named.is_none() {
                    check.add(FieldError::new("named", "desk-day-not-named"));
                }
                check.finish()?;
                let (Some((date, text)), Some(named)) = (date, named) else {
                    return Err(DeskError::NotFound);
                };
                Ok(one(&year_file(date.year()), with_named_day(text, named, date)))
            }
        }
    }

    /// A text to begin the next year's calendar with: that of the last one, moved by its dates.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`].
    pub fn begin_year(&self, who: &Session) -> Result<Option<ProposedFile>, DeskError> {
        let law = self.rules(who)?;
        let Some(last) = law.calendar.years().last().map(|year| year.year) else { return Ok(None) };
        let text = law.files.get(&year_file(last)).unwrap_or_default();
        let next = last.saturating_add(1);
        Ok(Some(ProposedFile { path: year_file(next), text: next_year(text, last, next) }))
    }
}

fn year_file(year: i16) -> String {
    format!("calendar/{year:04}.toml")
}
