//! HTTP: pages, API, sessions. Translates, decides nothing.
