//! Builders, a clock that stands still, an invented second edition, the conformance suite of the store.

pub mod store_conformance;
