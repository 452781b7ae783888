//! A copy of a case is a case: its events make its state, its leaves hash to what is kept, it is found by its own terms.

use std::sync::Arc;

use cases::{Case, Recorded, replay};
use desk::Law;
use jiff::{SignedDuration, Timestamp};
use load::fill::Filler;
use load::world::World;
use rulebook::RuleFiles;
use sha2::{Digest, Sha256};
use store::cases::{InboxFilter, Sought, Visibility, inbox, search};
use store::{Settings, Store, whole};

#[test]
fn a_copy_is_a_case_like_its_template() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&Settings::Sqlite { path: folder.path().join("zher.sqlite") }).expect("a store");
    // Noon of a Monday in Astana.
    let now: Timestamp = "2025-09-15T07:00:00Z".parse().expect("an instant");
    let law = Arc::new(Law::load(&RuleFiles::embedded()).expect("the law loads"));
    let world = World::new(law, store.clone(), now).expect("an office");
    for week in 0..2 {
        let then = now + SignedDuration::from_hours(24 * 7) * week;
        let clerk = world.clerk(then).expect("a clerk");
        world.lodge(&clerk, then, 900 + u64::from(week.unsigned_abs())).expect("a lodging");
    }
    let mut filler = Filler::of(&store, now, 0).expect("a filler");
    filler.fill(&store, 300, "").expect("copies");
    filler.fill_due(&store, 5).expect("copies");

    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = store
            .read(|tx| inbox(tx, &InboxFilter::default(), &Visibility::All, cursor, 500))
            .expect("an inbox");
        seen.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 2 + 300 + 5);
    for head in seen {
        let one = store.read(|tx| whole::read(tx, head.id)).expect("a read").expect("a case that was listed");
        let journal: Vec<Recorded> = one
            .events
            .iter()
            .map(|event| serde_json::from_slice(&event.payload).expect("an event"))
            .collect();
        let kept: Case = serde_json::from_str(&one.row.state_json).expect("a state");
        assert_eq!(replay(&journal).expect("events that follow one another"), kept);
        assert_eq!((kept.request.id.0, kept.request.number.to_string()), (head.id, head.number.clone()));
        assert_eq!(kept.request.applicant.name, head.label);
        for event in &one.events {
            let leaf: [u8; 32] =
                Sha256::new().chain_update([0]).chain_update(&event.payload).finalize().into();
            assert_eq!(event.leaf_hash, leaf);
        }
        let parcel = Sought::Parcel(one.terms.parcels[0].clone());
        let found = store.read(|tx| search(tx, &parcel, &Visibility::All, None, 10)).expect("a search");
        assert_eq!(found.items.len(), 1, "every copy has a parcel of its own");
    }

    let report = world.desk(filler.due_at()).tick("test").expect("a tick");
    // The template itself and its copies, and nobody else.
    assert_eq!((report.claimed, report.failed), (6, 0), "{report:?}");
}
