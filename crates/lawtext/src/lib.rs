//! The law's own text as it is published, read into paragraphs that can be cited. Pure: a text comes in, what it says and what
//! could not be placed goes out.
//!
//! [`Published::read`] finds the standards of a text; [`StandardText::find`] answers a citation; [`compare`] tells two
//! wordings apart word by word.

mod annexes;
mod close;
mod compare;
mod heads;
mod model;
mod place;
mod read;

pub use close::close_up;
pub use compare::{Change, compare};
pub use model::{Block, Finding, Landing, Part, Published, StandardText, Trouble};
pub use place::{Citation, Place};
