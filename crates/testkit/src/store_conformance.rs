//! What both databases must do alike. Each public function of the submodules is one rule; the macro
//! [`store_conformance!`](crate::store_conformance!) makes a test of each for one database.

pub mod accounts;
pub mod books;
pub mod clocks;
pub mod copying;
pub mod counting;
pub mod finding;
pub mod people;
pub mod scans;
pub mod together;
pub mod transactions;
pub mod waiting;

use jiff::{Timestamp, ToSpan};
use store::cases::{CaseHead, CaseRow};
use store::events::NewEvent;
use store::{Settings, Store, StoreError};
use uuid::Uuid;

/// What a rule ends in: any storage error that it did not ask for fails it.
pub type Outcome = Result<(), StoreError>;

/// An empty database of its own for one test; gone with the value.
pub trait Database {
    /// Makes it, or panics saying what is missing on this machine.
    fn fresh() -> Self;
    /// How to open it.
    fn settings(&self) -> Settings;
    /// Runs a statement behind the back of the store; the error as text.
    ///
    /// # Errors
    /// What the database said.
    fn raw(&self, sql: &str) -> Result<(), String>;

    /// Opens a store on it.
    ///
    /// # Errors
    /// What the store says.
    fn open(&self) -> Result<Store, StoreError> {
        Store::open(&self.settings())
    }
}

/// The instant at which the clock of the suite stands.
#[must_use]
pub fn noon() -> Timestamp {
    Timestamp::constant(1_384_150_800, 0)
}

/// `noon` and some minutes.
#[must_use]
pub fn minutes_later(minutes: i64) -> Timestamp {
    noon() + minutes.minutes()
}

/// An identifier that grows with `number`.
#[must_use]
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// An open case without a term, lodged, executed and held by `office`.
#[must_use]
pub fn case(number: u128, office: &str) -> CaseRow {
    CaseRow {
        head: CaseHead {
            id: id(number),
            number: format!("R-{number}"),
            service: 1,
            edition: "2013-07-12".to_owned(),
            lodging_office: office.to_owned(),
            executing_office: office.to_owned(),
            holder_office: office.to_owned(),
            assignee: None,
            state: "in_work".to_owned(),
            channel: "office".to_owned(),
            product: None,
            label: "Әлия Құрманғазы".to_owned(),
            lodged_at: noon(),
            due_at: None,
            version: 1,
            closed: false,
            late: false,
        },
        // Spacing, order and a repeated key show whether the text is kept byte for byte.
        state_json: r#"{"b": 1, "a":2,"a":3}"#.to_owned(),
    }
}

/// An event of the case with that number.
#[must_use]
pub fn event(number: u128, version: i64) -> NewEvent {
    NewEvent {
        case_id: id(number),
        version,
        recorded_at: noon(),
        actor: "{}".to_owned(),
        kind: "lodged".to_owned(),
        payload: b"{ \"kept\":  true }".to_vec(),
        cite: "S1 ¶7.1".to_owned(),
        leaf_hash: [7; 32],
    }
}

/// Stores cases.
///
/// # Errors
/// What the store says.
pub fn insert_all(store: &Store, cases: Vec<CaseRow>) -> Outcome {
    store.write(move |tx| cases.iter().try_for_each(|case| store::cases::insert(tx, case)))
}

/// Makes a test of every rule of the suite for one [`Database`].
#[macro_export]
macro_rules! store_conformance {
    ($database:ty) => {
        $crate::store_conformance!(@tests $database, transactions:
            event_and_state_are_kept_together_or_not_at_all
            a_failed_closure_leaves_its_neighbours_alone
            a_swallowed_failure_still_rolls_back
            a_panic_is_rolled_back_and_the_store_lives_on
            a_transaction_inside_a_transaction_is_refused
            a_stale_version_is_refused
            a_read_cannot_write
            what_was_acknowledged_is_there_after_reopening
            a_newer_schema_is_refused
            a_second_opening_migrates_nothing
            a_conflict_names_the_same_rule_on_both_databases
            what_one_database_could_not_keep_is_refused_for_both
            concurrent_writers_of_one_case_lose_nothing
        );
        $crate::store_conformance!(@tests $database, books:
            events_are_never_changed_or_deleted
            events_of_a_case_are_numbered_without_gaps
            a_case_has_one_first_event
            events_since_a_sequence_come_in_order_and_complete
            register_lines_are_gapless_under_concurrent_writers_with_failures
            register_lines_are_listed_by_period_and_never_changed
            receipt_numbers_are_never_given_twice
            a_counter_never_goes_back
            a_repeated_call_gets_the_first_answer
            an_idempotency_key_dies_with_its_transaction
            concurrent_calls_with_one_key_work_once
            looks_at_a_case_are_recorded_for_good
            transfer_lists_are_confirmed_by_the_sender_first
        );
        $crate::store_conformance!(@tests $database, clocks:
            two_nodes_never_get_the_same_timer
            a_claim_that_ended_returns_to_the_others
            a_timer_set_anew_ends_the_claim_on_it
            only_what_is_due_is_claimed
            messages_are_sent_once_and_retried_when_asked
            notices_are_never_claimed
        );
        $crate::store_conformance!(@tests $database, copying:
            cases_written_whole_are_read_whole_and_found
            books_go_on_where_cases_written_whole_left_them
            a_case_that_is_there_is_not_written_over
            events_that_do_not_lead_to_the_version_are_refused
        );
        $crate::store_conformance!(@tests $database, counting:
            counts_follow_the_cases
            many_changes_at_once_are_all_counted
            what_ends_soon_is_counted_by_office_service_and_bound
        );
        $crate::store_conformance!(@tests $database, finding:
            a_case_comes_back_as_it_was_stored
            cases_come_back_together_in_the_order_asked_for
            the_inbox_is_in_the_order_of_terms
            the_inbox_keeps_to_its_filter
            the_inbox_of_some_offices_is_the_common_one_without_the_others
            a_case_is_found_by_what_people_know_of_it
            closed_cases_do_not_block_a_parcel
            search_never_shows_what_the_caller_may_not_see
            a_name_that_many_have_is_found_page_by_page
            the_tracking_secret_opens_one_case
        );
        $crate::store_conformance!(@tests $database, waiting:
            what_waits_at_an_office_is_found_by_what_it_is_to_the_case
        );
        $crate::store_conformance!(@tests $database, scans:
            a_scan_of_a_draft_is_seen_by_its_account_alone
            scans_go_over_to_the_case_and_stay_for_good
            scans_of_a_draft_that_is_gone_are_purged
        );
        $crate::store_conformance!(@tests $database, accounts:
            a_login_is_unique
            wrong_passwords_are_counted_and_forgotten
            a_session_ends_when_it_expires_or_its_account_is_signed_out
            a_sign_in_is_remembered_and_a_change_leaves_it_as_it_was
            accounts_are_found_page_by_page_whatever_else_stands_between
            a_search_for_accounts_looks_at_so_many_and_goes_on_from_there
            the_offices_that_have_accounts_are_told_once_each
            open_sessions_of_an_account_are_listed_and_all_but_one_ended
        );
        $crate::store_conformance!(@tests $database, people:
            a_one_time_link_works_once
            settings_are_replaced
            changes_of_the_rules_are_kept_for_good
            an_office_is_in_use_while_accounts_or_open_cases_belong_to_it
            texts_of_the_law_are_kept_beside_the_earlier_ones
            a_draft_belongs_to_its_account_and_is_replaced_and_forgotten
            an_absence_is_found_in_its_days_by_its_deputy_its_account_and_its_office
            absences_and_their_ends_are_never_changed
        );
        $crate::store_conformance!(@tests $database, together:
            notes_are_kept_in_order_and_never_changed
            one_line_says_how_long_somebody_has_a_case_open
        );
    };
    (@tests $database:ty, $module:ident: $($rule:ident)*) => {
        mod $module {
            use super::*;
            $(#[test]
            fn $rule() -> $crate::store_conformance::Outcome {
                let database = <$database as $crate::store_conformance::Database>::fresh();
                $crate::store_conformance::$module::$rule(&database)
            })*
        }
    };
}
