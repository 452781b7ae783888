use calendar::Text;
use directory::Channel;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Cite;

/// What the applicant is given on acceptance (¶14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptRule {
    /// What is given, per channel.
    pub given: Vec<ReceiptForm>,
    /// What a paper receipt names, in the order of the text.
    #[serde(default)]
    pub fields: Vec<ReceiptField>,
    /// Source.
    pub cite: Cite,
}

/// What is given on acceptance in some channels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptForm {
    /// The channels.
    pub channels: Vec<Channel>,
    /// What is given.
    pub kind: ReceiptKind,
}

/// What is given on acceptance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReceiptKind {
    /// A receipt on paper.
    Paper,
    /// A notice in the personal cabinet.
    CabinetNotice,
    /// An entry in the system alone.
    EntryOnly,
}

/// A line of the receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptField {
    /// What stands there.
    pub item: ReceiptItem,
    /// Its heading; Kazakh as printed.
    pub name: Text,
    /// Source.
    pub cite: Cite,
}

/// What a line of the receipt holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReceiptItem {
    /// Number and date of the request.
    NumberAndDate,
    /// The service.
    Service,
    /// Number and names of the attached papers.
    Documents,
    /// Date (time) and place of handing out.
    HandOutDateAndPlace,
    /// Who accepted: name and post.
    AcceptedBy,
    /// Names and telephones of the applicant and the representative.
    ApplicantAndContacts,
}

/// A way of handing out (¶15).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOutRule {
    /// The way.
    pub way: HandOutWay,
    /// Channels in which it is open; empty: all.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// What must be shown.
    #[serde(default)]
    pub requires: Vec<HandOutPaper>,
    /// Source.
    pub cite: Cite,
}

/// A way of handing out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HandOutWay {
    /// To the applicant in person.
    InPerson,
    /// To a representative.
    Representative,
    /// By post.
    Post,
    /// In the personal cabinet.
    Cabinet,
}

/// What must be shown when collecting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HandOutPaper {
    /// The receipt of acceptance.
    Receipt,
    /// An identity document of the person who collects.
    IdentityDocument,
    /// A power of attorney.
    PowerOfAttorney,
}

/// A form of an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Number of the annex; `portal` for the request on the portal.
    pub annex: String,
    /// Paper that is made with the form, by id.
    pub document: String,
    /// Title of the form; Kazakh as printed.
    pub name: Text,
    /// Fields, in the order of the form.
    pub fields: Vec<FormField>,
    /// Rows of the form's table, where it has one.
    #[serde(default)]
    pub columns: Vec<FormField>,
    /// Source.
    pub cite: Cite,
}

impl Form {
    /// Whether it is filled in on paper; the request on the portal is not.
    pub fn is_paper(&self) -> bool {
        self.annex != "portal"
    }
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// Short name.
    pub id: String,
    /// Label; Kazakh as printed.
    pub label: Text,
    /// What may be written there.
    pub kind: FieldKind,
    /// May stay empty.
    #[serde(default)]
    pub optional: bool,
}

/// What may be written in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// Free text.
    Text,
    /// A person's or an organisation's name.
    Name,
    /// IIN or BIN.
    Identifier,
    /// Address and telephone.
    Contact,
    /// A cadastral number.
    CadastralNumber,
    /// Hectares.
    Area,
    /// A sum in tenge.
    Money,
    /// A whole number or a coefficient.
    Number,
    /// A day.
    Date,
    /// A signature, with a stamp where one is used.
    Signature,
}
