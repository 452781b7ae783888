//! Use cases: one function, one transaction; permissions are checked here and nowhere else.
