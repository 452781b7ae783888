//! The typed law: what a service standard can say, and nothing else.
//!
//! Every part carries its [`Cite`]. A field that this model does not know is refused by the loader, so that a
//! misspelt rule cannot be lost in silence.

mod clocks;
mod documents;
mod papers;
mod people;
mod premises;
mod price;

pub use clocks::*;
pub use documents::*;
pub use papers::*;
pub use people::*;
pub use premises::*;
pub use price::*;

use calendar::Text;
use directory::{Channel, OfficeKind};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where the law says it: standard, paragraph and subparagraph or annex (`S1 ¶7.1`, `S1 annex 3 row 2`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Cite(#[schemars(regex(pattern = r"^S\d{1,2} (¶\d+(\.\d+)*|annex \d+|annex)( .+)?$"))] pub String);

impl std::fmt::Display for Cite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One edition of one service standard: the whole content of one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Number of the service, 1 to 14.
    pub number: u8,
    /// Readable name of the service in addresses and in the API.
    pub id: String,
    /// Title of the service; Kazakh as printed.
    pub name: Text,
    /// Which edition this file holds.
    pub edition: Edition,
    /// Form of the service (¶2).
    pub form: ServiceForm,
    /// Laws that the service rests on (¶3).
    pub legal_basis: Vec<LegalBasis>,
    /// Where information on the service is published (¶4).
    pub information: Vec<InformationPlace>,
    /// What the applicant gets (¶5).
    pub result: ServiceResult,
    /// Who may apply (¶6).
    pub applicants: Applicants,
    /// Who provides the service and how the office is found (¶1).
    pub provider: Provider,
    /// Ways to lodge, with their hours and limits (¶1, ¶7, ¶9, ¶10).
    pub channels: Vec<ChannelRule>,
    /// What the premises of each channel must have (¶10). Empty in editions written before the model knew it: those that
    /// stand in a store must go on loading.
    #[serde(default)]
    pub premises: Vec<Premises>,
    /// Terms of the service (¶7).
    pub terms: Vec<TermRule>,
    /// Price and relief (¶8).
    pub price: Price,
    /// Circumstances that checklists depend on.
    #[serde(default)]
    pub conditions: Vec<Condition>,
    /// Papers that this standard speaks of, Kazakh as printed.
    pub documents: Vec<DocumentDefinition>,
    /// Cases of ¶11; a service without cases has one, number 1.
    pub cases: Vec<CaseRule>,
    /// Papers per case and channel (¶11).
    pub checklists: Vec<Checklist>,
    /// Refusal for incomplete papers (¶11 or ¶16); absent where no refusal exists.
    pub incomplete: Option<IncompleteRule>,
    /// What is given on acceptance (¶14).
    pub receipt: ReceiptRule,
    /// Ways of handing out (¶15).
    pub hand_out: Vec<HandOutRule>,
    /// Grounds of refusal and of suspension (¶16).
    #[serde(default)]
    pub grounds: Vec<Ground>,
    /// What silence means (¶16).
    pub silence: SilenceRule,
    /// Keeping of results that nobody collects (¶26).
    #[serde(default)]
    pub storage: Vec<StorageRule>,
    /// Complaints (¶20-25).
    pub complaints: ComplaintRules,
    /// Indicators of quality (¶18-19 and their annex).
    pub indicators: Indicators,
    /// Forms of the annexes.
    #[serde(default)]
    pub forms: Vec<Form>,
    /// Slips of the text and readings where it leaves a choice.
    #[serde(default)]
    pub notes: Vec<SourceNote>,
    /// What is declared instead of encoded.
    #[serde(default)]
    pub not_encoded: Vec<NotEncoded>,
}

/// Dates and source of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Day of the act that adopted this edition; names the file.
    #[schemars(with = "String")]
    #[serde(with = "crate::toml_date")]
    pub adopted: Date,
    /// The act that adopted it.
    pub act: Text,
    /// First day in force, where known.
    #[schemars(with = "Option<String>")]
    #[serde(default, with = "crate::toml_date::optional", skip_serializing_if = "Option::is_none")]
    pub in_force_from: Option<Date>,
    /// Last day in force, where known.
    #[schemars(with = "Option<String>")]
    #[serde(default, with = "crate::toml_date::optional", skip_serializing_if = "Option::is_none")]
    pub in_force_to: Option<Date>,
}

/// Whether people or machines serve (¶2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceForm {
    /// Fully automated.
    pub automated: bool,
    /// Source.
    pub cite: Cite,
}

/// A law that the service rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// The law.
    pub act: Text,
    /// Its articles, as numbers.
    #[serde(default)]
    pub articles: Vec<String>,
    /// Source.
    pub cite: Cite,
}

/// A place where information on the service is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InformationPlace {
    /// What place: a site, a stand, a telephone.
    pub place: Text,
    /// Address of a site or number of a telephone, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Source.
    pub cite: Cite,
}

/// What the applicant gets (¶5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceResult {
    /// Forms in which the result may be had.
    pub media: Vec<Medium>,
    /// Results that can be asked for; with more than one the applicant chooses at lodging.
    pub products: Vec<Product>,
    /// Source.
    pub cite: Cite,
}

/// Form of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    /// On paper.
    Paper,
    /// Electronic document.
    Electronic,
}

/// A result that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Short name (`act`, `duplicate`, `permit`).
    pub id: String,
    /// Name of the paper.
    pub name: Text,
}

/// Kinds of applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ApplicantKind {
    /// A person.
    Individual,
    /// An organisation.
    LegalEntity,
    /// A person who trades under an own registration: an individual with papers of his own.
    Entrepreneur,
}

/// Who may apply (¶6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Applicants {
    /// Individuals, legal entities or both; an entrepreneur is an individual here.
    pub kinds: Vec<ApplicantKind>,
    /// Source.
    pub cite: Cite,
}

/// Who provides the service (¶1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Kind of the office that decides.
    pub kind: OfficeKind,
    /// How the office is found.
    pub routing: Routing,
    /// Levels of the office by category of the land; the first that fits counts, one without categories is the rest.
    #[serde(default)]
    pub levels: Vec<LevelRule>,
    /// Source.
    pub cite: Cite,
}

/// How the deciding office is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Routing {
    /// By the location of the parcel.
    ParcelLocation,
    /// There is one office in the country.
    SingleOffice,
    /// The information system itself answers; the office is where it was asked.
    WhereLodged,
}

/// Which level decides for which land.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelRule {
    /// Level of the office.
    pub level: OfficeLevel,
    /// Categories of land; empty: all the rest.
    #[serde(default)]
    pub land: Vec<LandCategory>,
    /// Source.
    pub cite: Cite,
}

/// Level of an administrative office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OfficeLevel {
    /// Oblast, city of republican significance, capital.
    Oblast,
    /// District, city of oblast significance.
    District,
}

/// A category of land that routing asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LandCategory {
    /// Short name.
    pub id: String,
    /// Name in law.
    pub name: Text,
}

/// A way to lodge, with its hours and limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChannelRule {
    /// The channel.
    pub channel: Channel,
    /// Kind of the office that accepts; none on the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeKind>,
    /// Hours of acceptance (¶9).
    pub hours: Hours,
    /// Source of the hours.
    pub hours_cite: Cite,
    /// Order of the queue (¶9).
    pub queue: Queue,
    /// Limits of waiting and serving (¶7).
    #[serde(default)]
    pub limits: Vec<Limit>,
    /// Source.
    pub cite: Cite,
}

/// Hours that a channel keeps; the schedules stand in `schedules.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Hours {
    /// Of the cadastre enterprise.
    Cadastre,
    /// Of the public service centres.
    Centre,
    /// Of the Agency.
    Agency,
    /// Of the authorised and the executive bodies.
    Body,
    /// Day and night.
    RoundTheClock,
}

/// Order of the queue (¶9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Queue {
    /// An electronic queue is kept.
    pub electronic: bool,
    /// Booking in advance is not excluded.
    pub booking: bool,
    /// Accelerated service exists.
    pub accelerated: bool,
}

/// A slip of the text, or our reading where it leaves a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceNote {
    /// Slip or reading.
    pub kind: NoteKind,
    /// What stands there, and how we take it; our own words.
    pub text: Text,
    /// Source.
    pub cite: Cite,
}

/// Kind of a source note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// The text is wrong in itself; the plain sense is followed.
    Slip,
    /// The text leaves a choice; this is ours.
    Reading,
    /// What happened to the edition (repeal).
    History,
}

/// A rule that cannot be encoded, declared with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotEncoded {
    /// Short name.
    pub id: String,
    /// Why it is not encoded, and what a person does instead; our own words.
    pub reason: Text,
    /// What no machine may decide because of it.
    pub blocks: Vec<Blocked>,
    /// Source.
    pub cite: Cite,
}

/// A decision that a machine may not take alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Blocked {
    /// Granting.
    Grant,
    /// Refusing.
    Refusal,
    /// Suspending.
    Suspension,
    /// Judging that the papers are complete.
    Completeness,
}
