/// A file of the directory that cannot be read. Nothing was loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryError {
    /// A file is missing.
    #[error("{file} is missing; add it")]
    MissingFile {
        /// The file.
        file: String,
    },
    /// A file that the directory does not know.
    #[error("{file}: not a file of the directory; list it in tables.toml or remove it")]
    UnknownFile {
        /// The file.
        file: String,
    },
    /// A text that does not have the form of its file.
    #[error("{file}:{line}: {what}")]
    Form {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong, and what is allowed.
        what: String,
    },
    /// A value that is not allowed.
    #[error("{file}:{line}: `{field}` is `{found}`; allowed: {allowed}")]
    Value {
        /// The file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// The field.
        field: &'static str,
        /// What stands there.
        found: String,
        /// What may stand there.
        allowed: String,
    },
}

/// A cursor that belongs to no list of this directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the cursor belongs to no list; leave it out to begin at the start")]
pub struct BadCursor;
