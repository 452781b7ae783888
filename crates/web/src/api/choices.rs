//! Closed lists of names, as the API's description shows them. They are read by the types that own them; the tests try
//! every name and names beside.
#![allow(dead_code, reason = "these types describe values of a request and are never made")]

use utoipa::ToSchema;

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, serde::Serialize, ToSchema)]
            #[serde(rename_all = "kebab-case")]
            pub enum $name { $($variant),+ }
        )+
    };
}

choices! {
    /// A book of an office.
    BookName { Registration, Incoming, Archive }
    /// Whose days are worked.
    ScheduleName { Cadastre, Centre, Agency, Body }
    /// A way of lodging.
    ChannelName { Cadastre, Centre, MobileCentre, Portal, Agency, AuthorisedBody, ExecutiveBody }
    /// What an office is.
    OfficeKindName { CadastreEnterprise, Centre, AuthorisedBody, ExecutiveBody, Agency }
    /// Who may apply.
    ApplicantKindName { Individual, LegalEntity, Entrepreneur }
    /// A result of a paid service.
    ProductName { Act, Duplicate }
    /// Who pays, in the words of the tariff.
    PayerName { Individual, Farm, LegalEntity, SmallBusiness, Condominium }
    /// What a parcel is for, in the words of the tariff.
    PurposeName { Gardening, IndividualHousing, SubsidiaryFarming, Garage, Other }
    /// A kind of identifier.
    IdentifierKindName { Iin, Bin, CadastralNumber }
    /// Whether an account may be used.
    AccountStatusName { Active, Locked, Disabled }
    /// Whether an account may be used now; `locked-out`: not for a while, after wrong passwords.
    AccountStateName { Active, LockedOut, Locked, Disabled }
    /// What somebody does in an office.
    RoleName { Reception, Executor, Head, Cashier, Archivist, Complaints, Supervisor, Administrator }
    /// Which lists of travelling files.
    DirectionName { Outgoing, Incoming }
    /// A language of texts and letters.
    LanguageName { Kk, Ru, En }
}
