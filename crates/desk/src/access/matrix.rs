//! Who may do what: the one table, role × relation of the office to the case.

use super::role::Permission::{
    self, Archive, Assign, Cancel, Correct, Decide, HandOut, KeepAbsences, KeepRules, Link, Lodge,
    ManageAccounts, ReplaceSecret, Search, SeeAccessLog, SeeOverview, SeeRegister, TakePaper, TakePayment,
    Transfer, ViewCase, Withdraw, Work, WriteNote,
};
use super::role::{Relation, Role};

/// One row of the table: what a role may do, by the relation of its office to the case.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The role.
    pub role: Role,
    /// Where the office accepted the request.
    pub lodging_office: &'static [Permission],
    /// Where the office decides.
    pub executing_office: &'static [Permission],
    /// Where the office stands above one of them.
    pub superior: &'static [Permission],
    /// Where it is none of these.
    pub none: &'static [Permission],
}

const COUNTER: &[Permission] = &[
    ViewCase,
    Search,
    Lodge,
    TakePaper,
    TakePayment,
    Withdraw,
    Link,
    HandOut,
    Transfer,
    ReplaceSecret,
    SeeRegister,
    WriteNote,
];
/// Accounts, rules and absences are kept for the whole platform, whatever the office.
const KEEPER: &[Permission] = &[ManageAccounts, KeepRules, KeepAbsences];
const NOTHING: &[Permission] = &[];

/// The table. What it does not name is forbidden.
///
/// An office that stands above another sees and counts; it never acts in the other's place. The administrator keeps
/// accounts of every office and the rule files, and sees no case. The relation to an office's books is that of the office to a case which
/// it accepted and decides.
#[rustfmt::skip]
pub const MATRIX: &[Row] = &[
    Row { role: Role::Reception,     lodging_office: COUNTER,
                                     executing_office: COUNTER,
                                     superior: NOTHING, none: NOTHING },
    Row { role: Role::Executor,      lodging_office: &[ViewCase, Search, Transfer, SeeRegister, WriteNote],
                                     executing_office: &[ViewCase, Search, Work, Link, Transfer, SeeRegister, WriteNote],
                                     superior: NOTHING, none: NOTHING },
    Row { role: Role::Head,          lodging_office: &[ViewCase, Search, Assign, Correct, Cancel, Link, Transfer, ReplaceSecret, SeeRegister, SeeOverview, SeeAccessLog, KeepAbsences, WriteNote],
                                     executing_office: &[ViewCase, Search, Work, Decide, Assign, Correct, Cancel, Link, Transfer, ReplaceSecret, SeeRegister, SeeOverview, SeeAccessLog, KeepAbsences, WriteNote],
                                     superior: &[ViewCase, Search, SeeRegister, SeeOverview], none: NOTHING },
    Row { role: Role::Cashier,       lodging_office: &[ViewCase, Search, TakePayment, WriteNote],
                                     executing_office: &[ViewCase, Search, TakePayment, WriteNote],
                                     superior: NOTHING, none: NOTHING },
    Row { role: Role::Archivist,     lodging_office: &[ViewCase, Search, Archive, Transfer, SeeRegister, WriteNote],
                                     executing_office: &[ViewCase, Search, Archive, Transfer, SeeRegister, WriteNote],
                                     superior: NOTHING, none: NOTHING },
    Row { role: Role::Complaints,    lodging_office: &[ViewCase, Search, SeeRegister],
                                     executing_office: &[ViewCase, Search, SeeRegister],
                                     superior: &[ViewCase, Search], none: NOTHING },
    Row { role: Role::Supervisor,    lodging_office: &[ViewCase, Search, SeeRegister, SeeOverview, SeeAccessLog],
                                     executing_office: &[ViewCase, Search, SeeRegister, SeeOverview, SeeAccessLog],
                                     superior: &[ViewCase, Search, SeeRegister, SeeOverview, SeeAccessLog], none: NOTHING },
    Row { role: Role::Administrator, lodging_office: KEEPER,
                                     executing_office: KEEPER,
                                     superior: KEEPER, none: KEEPER },
];

/// What a role may do where its office has a relation to the case.
pub fn permissions(role: Role, relation: Relation) -> &'static [Permission] {
    let Some(row) = MATRIX.iter().find(|row| row.role == role) else { return NOTHING };
    match relation {
        Relation::LodgingOffice => row.lodging_office,
        Relation::ExecutingOffice => row.executing_office,
        Relation::Superior => row.superior,
        Relation::None => row.none,
    }
}

/// Whether one of the roles may do something in one of the relations.
pub fn allows(roles: &[Role], relations: &[Relation], permission: Permission) -> bool {
    roles
        .iter()
        .any(|role| relations.iter().any(|relation| permissions(*role, *relation).contains(&permission)))
}
