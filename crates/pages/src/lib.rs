//! The pages as templates, rendered from plain view models.
