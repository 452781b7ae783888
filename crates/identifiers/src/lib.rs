//! IIN, BIN and cadastral numbers as types that cannot hold a wrong value. Pure.
