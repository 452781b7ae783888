//! Other open requests for the same parcels: the ground of ¶16.3 is seen when a request is lodged, on both cases.

use std::collections::BTreeSet;

use cases::{Actor, Case, Command, Lodging, ParallelCase, RefusalReason};
use rulebook::Rulebook;
use rulebook::model::Detection;
use store::{Tx, cases as rows};

use crate::case::Pen;
use crate::view::ParallelLine;
use crate::{DeskError, journal};

/// Numbers of the services whose current standards make a ground of parallel requests.
fn services(rulebook: &Rulebook) -> Vec<i64> {
    let sees = |number: &u8| {
        rulebook.editions(*number).any(|standard| {
            standard.grounds.iter().any(|ground| ground.detected == Some(Detection::ParallelApplications))
        })
    };
    rulebook.numbers().filter(sees).map(i64::from).collect()
}

fn numbers(lodging: &Lodging) -> BTreeSet<String> {
    lodging
        .parcels
        .iter()
        .filter_map(|parcel| parcel.cadastral_number.as_ref())
        .map(ToString::to_string)
        .collect()
}

/// Makes whoever lodges for the same parcels wait; in one order, so that nobody waits in a circle.
pub(super) fn hold(tx: &mut Tx<'_>, lodging: &Lodging) -> Result<(), DeskError> {
    for number in numbers(lodging) {
        tx.hold_name(&format!("parcel/{number}"))?;
    }
    Ok(())
}

/// Open requests for the same parcels, whoever applies.
pub(super) fn find(
    tx: &mut Tx<'_>,
    rulebook: &Rulebook,
    lodging: &Lodging,
) -> Result<Vec<(ParallelCase, Case)>, DeskError> {
    let services = services(rulebook);
    let mut found: Vec<(ParallelCase, Case)> = Vec::new();
    if !services.contains(&i64::from(lodging.service)) {
        return Ok(found);
    }
    for number in numbers(lodging) {
        for head in rows::open_on_parcel(tx, &number, &services)? {
            let Some(row) = rows::get(tx, head.id)? else { continue };
            let case = journal::read_case(&row)?;
            let known = found.iter().any(|(other, _)| other.case == case.request.id);
            if case.state.is_open() && !known {
                found.extend(as_parallel(&case, &number).map(|other| (other, case)));
            }
        }
    }
    Ok(found)
}

/// A case as another one sees it.
pub(super) fn as_parallel(case: &Case, number: &str) -> Option<ParallelCase> {
    let parcel = case
        .request
        .parcels
        .iter()
        .filter_map(|parcel| parcel.cadastral_number.as_ref())
        .find(|parcel| parcel.to_string() == number)?;
    Some(ParallelCase {
        case: case.request.id,
        number: case.request.number,
        edition: case.request.edition,
        applicant: case.request.applicant.identity.clone(),
        parcel: parcel.clone(),
    })
}

/// Notes a new case on those that it was noticed beside.
pub(super) fn note_on_others(
    tx: &mut Tx<'_>,
    pen: &mut Pen,
    new: &Case,
    others: &[(ParallelCase, Case)],
) -> Result<(), DeskError> {
    for seen in &new.parallels {
        if !others.iter().any(|(other, _)| other.case == seen.case) {
            continue;
        }
        // Read anew and held: whoever works on it meanwhile must not make this lodging stale.
        let Some(row) = rows::get_for_update(tx, seen.case.0)? else { continue };
        let other = journal::read_case(&row)?;
        let Some(sister) = as_parallel(new, &seen.parcel.to_string()) else { continue };
        let command = Command::NoteParallel { other: sister };
        match pen.take(tx, Some(&other), &command, &Actor::Platform, &[]) {
            // Not noted is not the same as nothing to note.
            Err(DeskError::Refused(refusal))
                if matches!(*refusal.reason, RefusalReason::BeforeLastEvent { .. }) =>
            {
                return Err(DeskError::Refused(refusal));
            }
            // The older case may rest on an edition, or stand in a state, in which nothing is left to note.
            Ok(_) | Err(DeskError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The same for the preview, without saying who applies.
pub(super) fn lines(found: &[(ParallelCase, Case)], lodging: &Lodging) -> Vec<ParallelLine> {
    found
        .iter()
        .filter(|(other, _)| !other.applicant.is_same(&lodging.applicant.identity))
        .map(|(other, case)| ParallelLine {
            number: other.number,
            parcel: other.parcel.to_string(),
            lodged_at: case.request.lodged_at,
        })
        .collect()
}
