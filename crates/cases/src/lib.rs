//! Life of a case: state and command give events or a reasoned refusal. Pure.
