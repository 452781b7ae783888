//! Every text a person reads, in Kazakh, Russian and English.
