//! Passwords: what is asked of them, and how they are hashed.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::secret::Hash;
use crate::{DeskError, FieldError};

/// Least characters of a password.
pub(crate) const PASSWORD_LEAST: usize = 12;
/// Most bytes of a password: longer ones are work without gain.
pub(crate) const PASSWORD_MOST: usize = 256;

/// What is wrong with a password, if anything.
pub(crate) fn check(field: &str, password: &str, login: &str) -> Option<FieldError> {
    if password.chars().count() < PASSWORD_LEAST {
        return Some(FieldError::new(field, "desk-password-short").with("least", PASSWORD_LEAST));
    }
    if password.len() > PASSWORD_MOST {
        return Some(FieldError::new(field, "desk-password-long").with("most", PASSWORD_MOST));
    }
    let folded = password.to_lowercase();
    let repeats = folded.chars().collect::<std::collections::BTreeSet<_>>().len() < 4;
    if folded.contains(&login.to_lowercase()) || repeats {
        return Some(FieldError::new(field, "desk-password-guessable"));
    }
    None
}

/// The Argon2id hash of a password, in its text form. Slow by intent: never inside a transaction.
pub(crate) fn hash(password: &str, salt: &Hash) -> Result<String, DeskError> {
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt[..16])
        .map_err(DeskError::defect)?;
    Ok(hash.to_string())
}

/// Whether a password is the one that was hashed. Takes as long for a wrong one as for the right one.
pub(crate) fn verify(password: &str, hash: &str) -> bool {
    if password.len() > PASSWORD_MOST {
        return false;
    }
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_password_or_one_made_of_the_login_is_refused() {
        assert_eq!(check("password", "short", "ann").map(|e| e.message), Some("desk-password-short"));
        assert_eq!(
            check("password", "Reception-Ann-1", "reception").map(|e| e.message),
            Some("desk-password-guessable")
        );
        assert_eq!(
            check("password", "aaaaaaaaaaaaaa", "ann").map(|e| e.message),
            Some("desk-password-guessable")
        );
        assert_eq!(check("password", "қызыл алма 42", "ann"), None);
    }

    #[test]
    fn only_the_right_password_fits_its_hash() {
        let hashed = hash("қызыл алма 42", &[7; 32]).unwrap();
        assert!(hashed.starts_with("$argon2id$"));
        assert!(verify("қызыл алма 42", &hashed));
        assert!(!verify("қызыл алма 43", &hashed));
    }
}
