//! IIN, BIN and cadastral numbers as types that cannot hold a wrong value. Pure.
//!
//! Each type is made by parsing alone, and each way of being wrong has a name of its own; the texts that people read
//! are made elsewhere.

mod bin;
mod cadastral;
mod iin;
mod twelve;

pub use bin::{Bin, BinError, BinKind, BinUnit, RegisteredMonth};
pub use cadastral::{CadastralNumber, CadastralNumberError};
pub use iin::{Iin, IinError};
pub use twelve::{DIGITS, DigitsError};
