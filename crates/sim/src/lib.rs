//! Offices at work for years, in one thread, by one seed. What they do goes through the use cases of `desk` over a
//! database that fails; a plain model beside it says what must come out.

mod checks;
mod commands;
mod faults;
mod forms;
mod life;
mod model;
mod rules;
mod travel;
mod world;

pub use life::{Report, Violation, live};
pub use rules::rules;

/// What a life is made of. The same values make the same life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Seed of everything that is left to chance.
    pub seed: u64,
    /// Things that people or the clock do.
    pub steps: u32,
    /// Whether storage fails and the process dies now and then.
    pub faults: bool,
}
