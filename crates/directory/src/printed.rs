use std::collections::BTreeSet;

use serde::Serialize;

/// A value with the standards whose annexes print it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Printed<T> {
    /// The value.
    pub value: T,
    /// Numbers of the standards.
    pub standards: BTreeSet<u8>,
}

/// Adds a value to those that are printed, or the standard to those that print it.
pub(crate) fn add<T: PartialEq>(list: &mut Vec<Printed<T>>, value: T, standard: u8) {
    match list.iter_mut().find(|known| known.value == value) {
        Some(known) => {
            known.standards.insert(standard);
        }
        None => list.push(Printed { value, standards: BTreeSet::from([standard]) }),
    }
}

/// The form that a standard prints, else the first.
pub(crate) fn form<T>(list: &[Printed<T>], standard: Option<u8>) -> Option<&T> {
    let asked = standard.and_then(|number| list.iter().find(|known| known.standards.contains(&number)));
    asked.or_else(|| list.first()).map(|known| &known.value)
}

/// A telephone number as printed, and as it can be dialled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Phone {
    /// As printed, blanks removed.
    pub printed: String,
    /// E.164, where the printed form allows it.
    pub e164: Option<String>,
    /// What looks wrong with it; nothing but [`PhoneDamage::ForeignArea`] leaves a number to dial.
    pub damage: Option<PhoneDamage>,
    /// Marked as a fax.
    pub fax: bool,
}

/// What looks wrong with a printed telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhoneDamage {
    /// A digit too many.
    TooManyDigits,
    /// A digit too few.
    TooFewDigits,
    /// Not the country's prefix.
    WrongPrefix,
    /// The right length, but an area code of no place in the country (those begin with 6 or 7): a misprint, or a code from
    /// before the renumbering. It dials somebody else.
    ForeignArea,
}

/// Digits of a national number without its prefix 8.
const NATIONAL: usize = 10;
/// Lengths of a local number that takes its area code from the number before it.
const LOCAL: std::ops::RangeInclusive<usize> = 5..=7;

/// The numbers of one cell; a later number may lack its area code.
pub fn phones(cell: &str) -> Vec<Phone> {
    let mut first: Option<Whole> = None;
    let mut found = Vec::new();
    for printed in cell.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let lender = first.as_ref().filter(|_| !printed.contains('('));
        let outcome = dial(printed, lender);
        if let (Ok(national), None) = (&outcome, &first) {
            first = Some(Whole { national: national.clone(), area: bracketed(printed) });
        }
        found.push(phone(printed, outcome));
    }
    found
}

fn phone(printed: &str, outcome: Result<String, PhoneDamage>) -> Phone {
    let foreign = |national: &String| !national.starts_with(['6', '7']);
    let damage = match &outcome {
        Ok(national) => Some(PhoneDamage::ForeignArea).filter(|_| foreign(national)),
        Err(damage) => Some(*damage),
    };
    Phone {
        printed: printed.to_owned(),
        e164: outcome.ok().map(|national| format!("+7{national}")),
        damage,
        fax: printed.starts_with('ф'),
    }
}

/// The first whole number of a cell, which lends its area code to later ones.
struct Whole {
    national: String,
    /// How many digits its area code has, where brackets show it.
    area: Option<usize>,
}

fn bracketed(printed: &str) -> Option<usize> {
    let (_, inside) = printed.split_once('(')?;
    let (area, _) = inside.split_once(')')?;
    Some(area.chars().filter(char::is_ascii_digit).count())
}

/// The national number that is printed; a local number borrows its area from `lender`.
fn dial(printed: &str, lender: Option<&Whole>) -> Result<String, PhoneDamage> {
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    if let Some(lender) = lender.filter(|_| LOCAL.contains(&digits.len())) {
        let area = NATIONAL - digits.len();
        match lender.area {
            Some(shown) if shown > area => return Err(PhoneDamage::TooManyDigits),
            Some(shown) if shown < area => return Err(PhoneDamage::TooFewDigits),
            _ => {}
        }
        return Ok(format!("{}{digits}", lender.national.get(..area).unwrap_or_default()));
    }
    match digits.len() {
        length if length > NATIONAL + 1 => Err(PhoneDamage::TooManyDigits),
        length if length < NATIONAL + 1 => Err(PhoneDamage::TooFewDigits),
        _ => digits.strip_prefix('8').map(ToOwned::to_owned).ok_or(PhoneDamage::WrongPrefix),
    }
}

/// An e-mail address as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Email {
    /// As printed.
    pub printed: String,
    /// Why nothing may be mailed there.
    pub damage: Option<EmailDamage>,
}

/// Why nothing may be mailed to a printed address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EmailDamage {
    /// A letter that no address holds: Cyrillic, a bracket, a stroke.
    ForeignSign,
    /// Not one `@` between two parts.
    NoAt,
    /// A name before the `@` that is empty, or has a dot or a hyphen where none may stand.
    BadName,
    /// A domain that cannot be one.
    BadDomain,
}

/// The addresses of one cell.
pub fn emails(cell: &str) -> Vec<Email> {
    let parts = cell.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|printed| Email { printed: printed.to_owned(), damage: damage(printed) }).collect()
}

fn damage(address: &str) -> Option<EmailDamage> {
    let allowed = |sign: char| sign.is_ascii_alphanumeric() || "._%+-@".contains(sign);
    if !address.chars().all(allowed) {
        return Some(EmailDamage::ForeignSign);
    }
    let Some((local, domain)) = address.split_once('@').filter(|(_, domain)| !domain.contains('@')) else {
        return Some(EmailDamage::NoAt);
    };
    if local.is_empty() || local.starts_with(['.', '-']) || local.ends_with('.') || local.contains("..") {
        return Some(EmailDamage::BadName);
    }
    let labels: Vec<&str> = domain.split('.').collect();
    let label = |label: &&str| {
        let signs = label.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-');
        !label.is_empty() && signs && !label.starts_with('-') && !label.ends_with('-')
    };
    let top =
        labels.last().is_some_and(|top| top.len() >= 2 && top.chars().all(|sign| sign.is_ascii_alphabetic()));
    if labels.len() >= 2 && top && labels.iter().all(label) { None } else { Some(EmailDamage::BadDomain) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialled(cell: &str) -> Vec<Option<String>> {
        phones(cell).into_iter().map(|phone| phone.e164).collect()
    }

    #[test]
    fn a_whole_number_is_dialled() {
        assert_eq!(dialled("8(7172)32-08-68"), [Some("+77172320868".to_owned())]);
        assert_eq!(dialled("8-716-225-00-96"), [Some("+77162250096".to_owned())]);
    }

    #[test]
    fn a_later_number_takes_the_area_of_the_first() {
        assert_eq!(
            dialled("8(71638)2-30-45; 2-43-71"),
            [Some("+77163823045".to_owned()), Some("+77163824371".to_owned())]
        );
        let fax = phones("8(7112)24-16-71; ф. 24-16-70").remove(1);
        assert_eq!((fax.fax, fax.e164.as_deref()), (true, Some("+77112241670")));
    }

    #[test]
    fn a_later_number_that_does_not_fit_the_area_is_not_dialled() {
        let damage = |cell: &str| phones(cell).remove(1).damage;
        assert_eq!(damage("8(71638)2-30-45; 42-43-71"), Some(PhoneDamage::TooManyDigits));
        assert_eq!(damage("8(7172)32-08-68; 2-43-71"), Some(PhoneDamage::TooFewDigits));
    }

    #[test]
    fn an_area_outside_the_country_is_marked() {
        let phone = phones("8(8182)34-59-05").remove(0);
        assert_eq!(
            (phone.e164.as_deref(), phone.damage),
            (Some("+78182345905"), Some(PhoneDamage::ForeignArea))
        );
    }

    #[test]
    fn a_damaged_number_is_kept_as_printed_and_not_dialled() {
        let phone = phones("8-727-7388-16-71").remove(0);
        assert_eq!(
            (phone.printed.as_str(), phone.damage),
            ("8-727-7388-16-71", Some(PhoneDamage::TooManyDigits))
        );
        assert_eq!(phones("8-724-32-15-43").remove(0).damage, Some(PhoneDamage::TooFewDigits));
        assert_eq!(phones("7-710-30-2-64-59").remove(0).damage, Some(PhoneDamage::WrongPrefix));
        assert_eq!(dialled("8(71341)22-1-38; (71341)22-1-38").last(), Some(&None));
    }

    #[test]
    fn a_damaged_address_is_marked() {
        let damage = |text: &str| emails(text).remove(0).damage;
        assert_eq!(damage("zemarchaly@mail.ru"), None);
        assert_eq!(damage("zem-kamysty@yande[.ru"), Some(EmailDamage::ForeignSign));
        assert_eq!(damage("kense.aе@pavlodar.gov.kz"), Some(EmailDamage::ForeignSign));
        assert_eq!(damage("karabalyk@kostanay/kz"), Some(EmailDamage::ForeignSign));
        assert_eq!(damage("akimzhanibek@rambler."), Some(EmailDamage::BadDomain));
        assert_eq!(damage("irgizzem@kz"), Some(EmailDamage::BadDomain));
        assert_eq!(damage("a@b@c.kz"), Some(EmailDamage::NoAt));
        assert_eq!(damage("raszem.@mail.ru"), Some(EmailDamage::BadName));
        assert_eq!(damage("@mail.ru"), Some(EmailDamage::BadName));
    }
}
