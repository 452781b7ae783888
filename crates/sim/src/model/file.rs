//! A paper file: with one office, or on its way from one to another.

/// Where the file of a case is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum File {
    /// The request came by the portal; there is none.
    Nowhere,
    /// An office holds it.
    At(String),
    /// It left the first and has not been confirmed by the second.
    Between(String, String),
}

impl File {
    /// The office that answers for it.
    pub fn answers(&self) -> Option<&str> {
        match self {
            Self::Nowhere => None,
            Self::At(office) | Self::Between(office, _) => Some(office),
        }
    }
}
