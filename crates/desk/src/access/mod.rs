//! Who may do what. Permissions are checked in this crate and nowhere else.

mod demand;
mod deputy;
mod matrix;
mod role;
mod scope;
mod steps;

pub use deputy::{NEVER_DEPUTED, Principal};
pub use matrix::{MATRIX, Row, allows, permissions};
pub use role::{Permission, Relation, Role, UnknownWord};
pub use steps::{STEPS, permission_for, permissions_for};

pub(crate) use deputy::allowed;
pub(crate) use scope::{Around, Scope};
