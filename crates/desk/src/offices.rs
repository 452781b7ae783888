//! The only place of this crate that asks the directory who stands where.

use directory::{Directory, OfficeKind};

/// The directory, as the use cases ask it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Offices<'a>(pub &'a Directory);

/// More steps upwards than any chain of offices has; data that runs in a circle ends here.
const HIGHEST: usize = 8;

impl<'a> Offices<'a> {
    /// What an office is; `None` where the directory does not know it.
    pub fn kind(self, id: &str) -> Option<OfficeKind> {
        self.0.office(id).map(|office| office.kind)
    }

    /// The region of an office; `None` for a national head office.
    pub fn region(self, id: &str) -> Option<&'a str> {
        self.0.office(id).and_then(|office| office.region.as_deref())
    }

    /// Whether one office stands above another, at any distance.
    pub fn stands_above(self, above: &str, below: &str) -> bool {
        self.chain(below).any(|office| office == above)
    }

    /// Every office below one.
    pub fn below(self, above: &str) -> Vec<String> {
        let all = self.0.offices().map(|office| office.id.to_string());
        all.filter(|office| self.stands_above(above, office)).collect()
    }

    /// Offices of a kind, in a region or anywhere, that serve a service where one is named: those that may decide.
    pub fn deciding(self, service: Option<u8>, kind: OfficeKind, region: Option<&str>) -> Vec<&'a str> {
        self.0
            .offices()
            .filter(|office| {
                office.kind == kind && service.is_none_or(|number| office.serves(Some(number), None))
            })
            .filter(|office| region.is_none_or(|code| office.region.as_deref() == Some(code)))
            .map(|office| office.id.as_str())
            .collect()
    }

    fn chain(self, from: &str) -> impl Iterator<Item = &'a str> {
        let above = move |id: &str| self.0.office(id).and_then(|office| office.parent.as_deref());
        std::iter::successors(above(from), move |id| above(id)).take(HIGHEST)
    }
}
