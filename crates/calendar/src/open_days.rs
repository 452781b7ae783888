//! The open days of one schedule, counted once, so that a due date is a look-up and no walk.

use crate::read::Week;

/// Open days by their place in the calendar's span of days.
#[derive(Debug, Clone)]
pub(crate) struct OpenDays {
    pub week: Week,
    /// `open_before[day]` open days lie before `day`; one entry more than there are days.
    open_before: Vec<u32>,
    /// The places of the open days, in order.
    places: Vec<u32>,
}

impl OpenDays {
    pub fn new(open: &[bool], week: Week) -> Self {
        let (mut open_before, mut places) = (vec![0], Vec::new());
        for (place, is_open) in (0..).zip(open) {
            if *is_open {
                places.push(place);
            }
            open_before.push(to_u32(places.len()));
        }
        Self { week, open_before, places }
    }

    /// How many open days lie in `first..end`; none where `end` is not after `first`.
    pub fn count(&self, first: usize, end: usize) -> u32 {
        self.before(end).saturating_sub(self.before(first))
    }

    /// The `nth` open day (from 1) at or after `first`.
    pub fn nth_from(&self, first: usize, nth: u32) -> Option<usize> {
        let skipped = nth.checked_sub(1)?.checked_add(self.before(first))?;
        self.places.get(skipped as usize).map(|place| *place as usize)
    }

    pub fn is_open(&self, place: usize) -> bool {
        self.count(place, place + 1) == 1
    }

    fn before(&self, place: usize) -> u32 {
        self.open_before.get(place).copied().unwrap_or_else(|| to_u32(self.places.len()))
    }
}

/// A calendar covers at most the 9999 years that a file name can say, which is fewer than `u32::MAX` days.
fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
