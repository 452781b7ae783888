//! Identifiers and other short texts: what is read prints back, and is read from that as the same.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use cases::{ReceiptNumber, RegionCode, Zone};
use desk::IdempotencyKey;
use identifiers::{Bin, CadastralNumber, Iin};

use crate::text;

fn prints_back<T>(text: &str) -> Option<T>
where
    T: FromStr + Display + PartialEq + Debug,
    T::Err: Display + Debug,
{
    match text.parse::<T>() {
        Ok(value) => {
            let printed = value.to_string();
            let again = printed.parse::<T>().unwrap_or_else(|error| panic!("{printed}: {error}"));
            assert_eq!(again, value, "{printed} is read as another");
            assert_eq!(again.to_string(), printed);
            Some(value)
        }
        Err(error) => {
            assert!(!error.to_string().is_empty(), "refused without a reason");
            None
        }
    }
}

/// IIN, BIN and cadastral number.
pub(crate) fn identifiers(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Some(iin) = prints_back::<Iin>(text) {
        let _ = iin.birth_date_hint();
        assert_eq!(iin.to_string(), text, "an IIN is written in one way");
    }
    if let Some(bin) = prints_back::<Bin>(text) {
        let _ = (bin.kind(), bin.registered_month().to_string());
        assert_eq!(bin.to_string(), text, "a BIN is written in one way");
    }
    if let Some(number) = prints_back::<CadastralNumber>(text) {
        let parts = [number.oblast(), number.district(), number.quarter(), number.parcel()];
        assert_eq!(parts.join("-"), number.to_string());
        assert!(parts.iter().all(|part| part.bytes().all(|sign| sign.is_ascii_digit())), "{number}");
    }
}

/// Numbers of receipts, as people type them.
pub(crate) fn receipt_number(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Some(number) = prints_back::<ReceiptNumber>(text) {
        assert_eq!(ReceiptNumber::new(number.service(), number.year(), number.serial()), Ok(number));
    }
}

/// Codes of regions, zones, keys of repeated calls.
pub(crate) fn others(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    if let Ok(code) = text.parse::<RegionCode>() {
        assert_eq!(code.as_str(), text);
    }
    if let Ok(zone) = text.parse::<Zone>() {
        let name = String::from(zone.clone());
        assert_eq!(name.parse(), Ok(zone), "{name} is another zone");
    }
    if let Ok(key) = IdempotencyKey::new(text) {
        assert_eq!(key.to_string(), text);
    }
}
