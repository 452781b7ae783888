//! What people type, checked: every field has a named most, and all errors are told at once.

use cases::Argument;
use identifiers::{Bin, BinError, CadastralNumber, CadastralNumberError, DigitsError, Iin};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::{DeskError, FieldError};

macro_rules! limits {
    ($($(#[$doc:meta])* $name:ident = $most:literal, $label:literal;)+) => {
        $($(#[$doc])* pub const $name: usize = $most;)+

        /// Most characters of every kind of text, and most rows of every kind of list, by name: for the pages of forms
        /// and for the documentation.
        pub const LIMITS: &[(&str, usize)] = &[$(($label, $most)),+];
    };
}

limits! {
    /// A login.
    LOGIN_MOST = 64, "login";
    /// Name of a person or an organisation.
    NAME_MOST = 300, "name";
    /// A post in an office.
    POST_MOST = 200, "post";
    /// A telephone number.
    PHONE_MOST = 40, "phone";
    /// An e-mail address.
    EMAIL_MOST = 254, "email";
    /// A postal address or a location.
    ADDRESS_MOST = 500, "address";
    /// Number, day and the like of a paper.
    NOTE_MOST = 500, "note";
    /// Reasons, remarks, notices.
    REASON_MOST = 4000, "reason";
    /// A note on a case.
    CASE_NOTE_MOST = 2000, "remark";
    /// Notes on one case.
    CASE_NOTES_MOST = 300, "remarks";
    /// A name of data: a paper, a ground, an office.
    ID_MOST = 100, "id";
    /// A number as it is typed.
    NUMBER_MOST = 64, "number";
    /// What is searched for.
    QUERY_MOST = 200, "query";
    /// Parcels of a request.
    PARCELS_MOST = 50, "parcels";
    /// Papers of a request.
    PAPERS_MOST = 100, "papers";
    /// The text of an edition, in bytes.
    RULES_MOST = 1_000_000, "rules";
    /// A file with the law's own text, in bytes.
    LAW_TEXT_MOST = 16_000_000, "law-text";
    /// Circumstances of a request.
    CONDITIONS_MOST = 50, "conditions";
}

/// Collects what is wrong with the fields of a form.
#[derive(Debug, Default)]
pub(crate) struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    pub fn add(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    pub fn errors(self) -> Vec<FieldError> {
        self.errors
    }

    pub fn finish(self) -> Result<(), DeskError> {
        if self.errors.is_empty() { Ok(()) } else { Err(DeskError::Invalid(self.errors)) }
    }

    /// A text that must say something.
    pub fn text(&mut self, field: &str, given: &str, most: usize) -> String {
        let text = given.trim();
        if text.is_empty() {
            self.add(FieldError::new(field, "desk-field-empty"));
        }
        self.bounded(field, text, most)
    }

    /// A text that may be empty, and is nothing then.
    pub fn optional(&mut self, field: &str, given: Option<&str>, most: usize) -> Option<String> {
        let text = given.map(str::trim).filter(|text| !text.is_empty())?;
        Some(self.bounded(field, text, most))
    }

    fn bounded(&mut self, field: &str, text: &str, most: usize) -> String {
        if text.chars().count() > most {
            self.add(FieldError::new(field, "desk-field-long").with("most", most));
        }
        let lines = |sign: char| matches!(sign, '\n' | '\r' | '\t');
        if text.chars().any(|sign| sign.is_control() && !lines(sign)) {
            self.add(FieldError::new(field, "desk-field-control"));
        }
        text.to_owned()
    }

    /// A list that is not longer than its most.
    pub fn rows(&mut self, field: &str, found: usize, most: usize) {
        if found > most {
            self.add(FieldError::new(field, "desk-list-long").with("most", most).with("found", found));
        }
    }

    /// A telephone: digits and what people write between them.
    pub fn phone(&mut self, field: &str, given: Option<&str>) -> Option<String> {
        let phone = self.optional(field, given, PHONE_MOST)?;
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let plain = phone.chars().all(|sign| sign.is_ascii_digit() || "+-() ,./".contains(sign));
        if !plain || digits < 5 {
            self.add(FieldError::new(field, "desk-field-phone"));
        }
        Some(phone)
    }

    /// An e-mail address, loosely: only a letter to it proves it.
    pub fn email(&mut self, field: &str, given: Option<&str>) -> Option<String> {
        let email = self.optional(field, given, EMAIL_MOST)?;
        let parts = email.split_once('@').filter(|(local, domain)| {
            let inner = domain.trim_matches('.');
            !local.is_empty() && inner == *domain && domain.contains('.') && !domain.contains('@')
        });
        if parts.is_none() || email.chars().any(char::is_whitespace) {
            self.add(FieldError::new(field, "desk-field-email"));
        }
        Some(email)
    }

    pub fn iin(&mut self, field: &str, given: &str) -> Option<Iin> {
        given.trim().parse().map_err(|error: identifiers::IinError| self.add(digits(field, &error.0))).ok()
    }

    pub fn bin(&mut self, field: &str, given: &str) -> Option<Bin> {
        given.trim().parse().map_err(|error: BinError| self.add(bin(field, &error))).ok()
    }

    pub fn cadastral_number(&mut self, field: &str, given: &str) -> Option<CadastralNumber> {
        given.trim().parse().map_err(|error: CadastralNumberError| self.add(cadastral(field, &error))).ok()
    }

    /// A decimal number above zero, with a point or a comma.
    pub fn decimal(&mut self, field: &str, given: &str) -> Option<Decimal> {
        let text = given.trim().replace(',', ".");
        let number = (text.len() <= NUMBER_MOST).then(|| text.parse::<Decimal>().ok()).flatten();
        match number.filter(|number| *number > Decimal::ZERO) {
            Some(number) => Some(number),
            None => {
                self.add(FieldError::new(field, "desk-field-decimal"));
                None
            }
        }
    }

    /// A day that is not before another one.
    pub fn day_not_before(&mut self, field: &str, given: &str, first: Date) -> Option<Date> {
        match given.trim().parse::<Date>() {
            Ok(day) if day >= first => Some(day),
            Ok(_) => {
                self.add(FieldError::new(field, "desk-field-before").on("first", first));
                None
            }
            Err(_) => {
                self.add(FieldError::new(field, "desk-field-day"));
                None
            }
        }
    }

    /// A day that is not later than today.
    pub fn past_day(&mut self, field: &str, given: &str, today: Date) -> Option<Date> {
        match given.trim().parse::<Date>() {
            Ok(day) if day <= today => Some(day),
            Ok(_) => {
                self.add(FieldError::new(field, "desk-field-future").on("today", today));
                None
            }
            Err(_) => {
                self.add(FieldError::new(field, "desk-field-day"));
                None
            }
        }
    }
}

fn numbered(field: &str, message: &'static str, name: &'static str, value: usize) -> FieldError {
    let mut error = FieldError::new(field, message);
    error.args.push((name, Argument::Plain(value.to_string())));
    error
}

fn digits(field: &str, error: &DigitsError) -> FieldError {
    match error {
        DigitsError::Empty => FieldError::new(field, "identifier-empty"),
        DigitsError::NotADigit { position } => {
            numbered(field, "identifier-not-a-digit", "position", *position)
        }
        DigitsError::WrongLength { found } => numbered(field, "identifier-wrong-length", "found", *found),
        DigitsError::WrongCheckDigit => FieldError::new(field, "identifier-wrong-check-digit"),
        DigitsError::NeverIssued => FieldError::new(field, "identifier-never-issued"),
    }
}

fn bin(field: &str, error: &BinError) -> FieldError {
    match error {
        BinError::Digits(error) => digits(field, error),
        BinError::NoMonth { found } => FieldError::new(field, "identifier-no-month").with("found", found),
        BinError::NoEntity { found } => FieldError::new(field, "identifier-no-entity").with("found", found),
        BinError::NoUnit { found } => FieldError::new(field, "identifier-no-unit").with("found", found),
    }
}

fn cadastral(field: &str, error: &CadastralNumberError) -> FieldError {
    match error {
        CadastralNumberError::Empty => FieldError::new(field, "identifier-cadastral-empty"),
        CadastralNumberError::WrongParts { found } => {
            numbered(field, "identifier-cadastral-parts", "found", *found)
        }
        CadastralNumberError::WrongLength { part, found } => {
            numbered(field, "identifier-cadastral-length", "part", *part).with("found", found)
        }
        CadastralNumberError::NotADigit { part } => {
            numbered(field, "identifier-cadastral-digit", "part", *part)
        }
        CadastralNumberError::Zero { part } => numbered(field, "identifier-cadastral-zero", "part", *part),
        CadastralNumberError::MixedSeparators => FieldError::new(field, "identifier-cadastral-separators"),
    }
}
