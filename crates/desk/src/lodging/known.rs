//! Somebody who applied before, found by IIN or BIN, so that nobody types a name and an address twice.

use cases::{Applicant, ApplicantIdentity, EntityIdentity, PersonIdentity, ReceiptNumber};
use identifiers::{Bin, Iin};
use rulebook::model::ApplicantKind;
use store::cases as rows;

use crate::{Desk, DeskError, Permission, Session, journal};

/// An applicant as an earlier request has him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownApplicant {
    /// The request.
    pub from: ReceiptNumber,
    /// What it says of the applicant.
    pub applicant: Applicant,
}

/// Who has a number: a person an IIN, an organisation a BIN; none where the text is neither.
pub fn kind_by_number(text: &str) -> Option<ApplicantKind> {
    let text = text.trim();
    let person = text.parse::<Iin>().ok().map(|_| ApplicantKind::Individual);
    person.or_else(|| text.parse::<Bin>().ok().map(|_| ApplicantKind::LegalEntity))
}

impl Desk {
    /// The applicant with this IIN or BIN in a request that the caller may see; the look is recorded. Nothing where the
    /// text is no such number.
    ///
    /// # Errors
    /// [`DeskError::Forbidden`] for who may not lodge.
    pub fn known_applicant(
        &self,
        who: &Session,
        identifier: &str,
    ) -> Result<Option<KnownApplicant>, DeskError> {
        self.demand_at(who, Permission::Lodge, &who.account.office.0)?;
        let identifier = identifier.trim();
        if identifier.parse::<Iin>().is_err() && identifier.parse::<Bin>().is_err() {
            return Ok(None);
        }
        let found = self.search(who, identifier, None)?;
        self.store.read(|tx| {
            let mut known: Option<KnownApplicant> = None;
            for head in &found.items {
                let Some(row) = rows::get(tx, head.id.0)? else { continue };
                let request = journal::read_case(&row)?.request;
                let newer = known.as_ref().is_none_or(|known| known.from < request.number);
                if newer && number(&request.applicant.identity).as_deref() == Some(identifier) {
                    known = Some(KnownApplicant { from: request.number, applicant: request.applicant });
                }
            }
            Ok(known)
        })
    }
}

/// A number of this country; requests are found by a representative's too, who is not meant here.
fn number(identity: &ApplicantIdentity) -> Option<String> {
    match identity {
        ApplicantIdentity::Individual(PersonIdentity::Iin(iin))
        | ApplicantIdentity::Entrepreneur(PersonIdentity::Iin(iin)) => Some(iin.to_string()),
        ApplicantIdentity::LegalEntity(EntityIdentity::Bin(bin)) => Some(bin.to_string()),
        _ => None,
    }
}
