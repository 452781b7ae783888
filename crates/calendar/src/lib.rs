//! Days, schedules, zones and terms. Pure.
