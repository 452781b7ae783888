//! Checks of what ¶10 requires of premises.

use crate::model::{PremisesFact, Standard};
use crate::problem::{Path, Report};

pub(super) fn check(standard: &Standard, root: &Path, report: &mut Report<'_>) {
    for (position, fact) in standard.premises.iter().enumerate() {
        let path = root.key("premises").at(position);
        if !standard.channels.iter().any(|rule| rule.channel == fact.channel) {
            report.add(&path.key("channel"), format!("the service has no channel `{}`", fact.channel));
        }
        let earlier = standard.premises.iter().take(position);
        if earlier.into_iter().any(|other| (other.channel, other.what) == (fact.channel, fact.what)) {
            report.add(&path.key("what"), format!("stands twice for channel `{}`", fact.channel));
        }
        if !fact.means.is_empty() && fact.what != PremisesFact::Accessibility {
            report.add(&path.key("means"), "a ramp or a lift belongs to `accessibility`");
        }
    }
}
