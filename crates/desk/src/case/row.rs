//! A case as the store lists and finds it.

use calendar::Calendar;
use cases::{ApplicantIdentity, Case, Custody, EntityIdentity, OfficeId, PersonIdentity, State, clocks};
use jiff::Timestamp;
use rulebook::model::Standard;
use store::cases::{CaseHead, CaseRow, IdentifierKind, SearchTerms};

use crate::{DeskError, journal};

/// Words of names that a case is found by, at most.
const WORDS_MOST: usize = 24;
/// Characters of such a word, at most.
const WORD_MOST: usize = 40;

pub(super) fn row_of(case: &Case, standard: &Standard, calendar: &Calendar) -> Result<CaseRow, DeskError> {
    let request = &case.request;
    let head = CaseHead {
        id: request.id.0,
        number: request.number.to_string(),
        service: i64::from(request.edition.service),
        edition: request.edition.adopted.to_string(),
        // The portal has no lodging office, and no office has an empty name.
        lodging_office: request.lodging_office.as_ref().map(|office| office.0.clone()).unwrap_or_default(),
        executing_office: request.executing_office.0.clone(),
        holder_office: holder(case).0.clone(),
        assignee: case.assignee.as_ref().map(|officer| officer.account.0),
        state: case.state_name().as_str().to_owned(),
        channel: request.channel.as_str().to_owned(),
        product: Some(request.product.clone()),
        label: request.applicant.name.clone(),
        lodged_at: request.lodged_at,
        due_at: due(case, standard, calendar)?,
        version: journal::signed(case.version)?,
        closed: case.state.is_terminal(),
        late: case.late,
    };
    let state_json = serde_json::to_string(case).map_err(DeskError::defect)?;
    Ok(CaseRow { head, state_json })
}

/// Who answers for the paper file: under way, still the office that sent it.
fn holder(case: &Case) -> &OfficeId {
    match &case.custody {
        Custody::NoPaperFile => &case.request.executing_office,
        Custody::Held { office } => office,
        Custody::InTransit { from, .. } => from,
    }
}

/// The end of the clock that matters most: of the term until the paper is made, then of its keeping.
fn due(case: &Case, standard: &Standard, calendar: &Calendar) -> Result<Option<Timestamp>, DeskError> {
    let owed = case.state.is_open() || matches!(case.state, State::Decided { .. });
    let stored = matches!(case.state, State::Stored { .. });
    if !owed && !stored {
        return Ok(None);
    }
    let clocks = clocks(case, standard, calendar).map_err(DeskError::defect)?;
    Ok(if owed { clocks.term.ends } else { clocks.storage.and_then(|clock| clock.ends) })
}

pub(super) fn search_terms(case: &Case) -> SearchTerms {
    let request = &case.request;
    let parcels = request.parcels.iter().filter_map(|parcel| parcel.cadastral_number.as_ref());
    let mut identifiers = Vec::new();
    match &request.applicant.identity {
        ApplicantIdentity::Individual(person) | ApplicantIdentity::Entrepreneur(person) => {
            identifiers.extend(iin(person));
        }
        ApplicantIdentity::LegalEntity(EntityIdentity::Bin(bin)) => {
            identifiers.push((IdentifierKind::Bin, bin.to_string()));
        }
        ApplicantIdentity::LegalEntity(EntityIdentity::ForeignDocument(_)) => {}
    }
    let mut words = words_of(&request.applicant.name);
    if let Some(representative) = &request.representative {
        identifiers.extend(iin(&representative.identity));
        words.extend(words_of(&representative.name));
    }
    words.truncate(WORDS_MOST);
    SearchTerms { parcels: parcels.map(ToString::to_string).collect(), identifiers, name_tokens: words }
}

fn iin(person: &PersonIdentity) -> Option<(IdentifierKind, String)> {
    match person {
        PersonIdentity::Iin(iin) => Some((IdentifierKind::Iin, iin.to_string())),
        PersonIdentity::ForeignDocument(_) => None,
    }
}

/// The words of a name, folded so that a name typed without the Kazakh letters is found too.
pub(crate) fn words_of(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().map(look_alike).take(WORD_MOST).collect())
        .collect()
}

/// The plain letter that is typed for a Kazakh one.
fn look_alike(letter: char) -> char {
    match letter {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' => 'и',
        'ё' => 'е',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn a_name_typed_without_kazakh_letters_folds_to_the_same_words() {
        assert_eq!(words_of("Өтебаев Қайрат-Ұлы"), words_of("отебаев КАЙРАТ улы"));
    }
}
