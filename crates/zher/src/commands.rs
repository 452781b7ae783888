//! What can be asked of the program on its command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use locale::Language;

/// Land services of Kazakhstan, delivered as the law fixes them.
#[derive(Debug, Parser)]
#[command(name = "zher", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start the platform.
    Serve(ServeOptions),
    /// Ask the rulebook: check, list, show, why, diff, schema.
    Rules(RulesOptions),
    /// Load the law's own text.
    Law(LawOptions),
    /// Manage the platform's own accounts.
    Admin(AdminOptions),
}

/// Where the data lives.
#[derive(Debug, Clone, Args)]
pub struct DataOptions {
    /// Folder of the embedded database; made when it is not there.
    #[arg(long, env = "ZHER_DATA", default_value = "data", global = true)]
    pub data: PathBuf,
    /// PostgreSQL instead of the embedded database: postgres://user:password@host:port/database.
    #[arg(long, env = "ZHER_DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// Rulebook on disk instead of the one inside the program.
    #[arg(long, env = "ZHER_RULEBOOK", global = true)]
    pub rulebook: Option<PathBuf>,
}

/// How to start the platform.
#[derive(Debug, Args)]
pub struct ServeOptions {
    /// Where the data lives.
    #[command(flatten)]
    pub data: DataOptions,
    /// Address to listen on; port 0 picks a free one.
    #[arg(long, env = "ZHER_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Add an invented world with accounts; their passwords are printed.
    #[arg(long)]
    pub demo: bool,
    /// Address under which people reach the platform; set it where a proxy ends TLS.
    #[arg(long, env = "ZHER_PUBLIC_URL")]
    pub public_url: Option<String>,
}

/// What to ask the rulebook.
#[derive(Debug, Args)]
pub struct RulesOptions {
    /// Rulebook on disk instead of the one inside the program.
    #[arg(long, env = "ZHER_RULEBOOK")]
    pub rulebook: Option<PathBuf>,
    /// Language of texts: kk, ru or en.
    #[arg(long, default_value = "kk")]
    pub lang: Language,
    /// The question.
    #[command(subcommand)]
    pub question: RulesQuestion,
}

/// A question to the rulebook.
#[derive(Debug, Subcommand)]
pub enum RulesQuestion {
    /// Load and check every file; what is wrong is named with file, line and field, what is not encoded with its reason.
    Check,
    /// The standards with their editions.
    List,
    /// One standard in words.
    Show {
        /// Number of the standard.
        number: u8,
        /// Edition by the day it was adopted; the newest where none is named.
        #[arg(long)]
        edition: Option<jiff::civil::Date>,
    },
    /// The trace of an answer, rule by rule.
    Why {
        /// What was asked.
        #[command(subcommand)]
        question: WhyQuestion,
    },
    /// What differs between two editions of a standard.
    Diff {
        /// Number of the standard.
        number: u8,
        /// The older edition.
        from: jiff::civil::Date,
        /// The newer edition.
        to: jiff::civil::Date,
    },
    /// The JSON Schema of a standard's file, for editors.
    Schema {
        /// Of which file: standard, scenario, tariff, mci or vat.
        #[arg(default_value = "standard")]
        of: String,
    },
}

/// An answer to explain.
#[derive(Debug, Subcommand, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyQuestion {
    /// Which papers a case needs.
    Checklist {
        /// Number of the service.
        service: u8,
        /// Channel of lodging.
        #[arg(long)]
        channel: directory::Channel,
        /// Case of ¶11.
        #[arg(long, default_value_t = 1)]
        case: u32,
        /// act or duplicate.
        #[arg(long)]
        product: Option<String>,
        /// individual, legal-entity or entrepreneur.
        #[arg(long)]
        applicant: Option<String>,
    },
    /// How much a service costs.
    Fee {
        /// Number of the service.
        service: u8,
        /// act or duplicate.
        #[arg(long)]
        product: Option<String>,
        /// individual, farm, legal-entity, small-business or condominium.
        #[arg(long)]
        payer: Option<String>,
        /// gardening, individual-housing, subsidiary-farming, garage or other.
        #[arg(long)]
        purpose: Option<String>,
        /// Hectares.
        #[arg(long)]
        area: Option<rust_decimal::Decimal>,
        /// Day of payment.
        #[arg(long)]
        date: jiff::civil::Date,
        /// The payer is an orphan or without parental care, under eighteen.
        #[arg(long)]
        orphan: bool,
    },
    /// Until when an office must answer.
    Term {
        /// Number of the service.
        service: u8,
        /// act or duplicate.
        #[arg(long)]
        product: Option<String>,
        /// Channel of lodging.
        #[arg(long)]
        channel: directory::Channel,
        /// Oblast code of cadastral numbers.
        #[arg(long)]
        region: String,
        /// Instant with offset.
        #[arg(long)]
        lodged_at: jiff::Timestamp,
    },
}

/// What to do with accounts.
#[derive(Debug, Args)]
pub struct AdminOptions {
    /// Where the data lives.
    #[command(flatten)]
    pub data: DataOptions,
    /// What to do.
    #[command(subcommand)]
    pub action: AdminAction,
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum AdminAction {
    /// Create an administrator; the password is read from standard input.
    Create {
        /// Login.
        #[arg(long)]
        login: String,
        /// Full name.
        #[arg(long)]
        name: String,
        /// Post.
        #[arg(long, default_value = "әкімші")]
        post: String,
        /// Office by id, as `GET /api/v1/offices` names it.
        #[arg(
            long,
            default_value = "cadastre-kz-kadastry-gylymi-ondiristik-ortalygy-respublikalyq-kasiporny"
        )]
        office: String,
    },
}

/// What to do with the law's own text.
#[derive(Debug, Args)]
pub struct LawOptions {
    /// Where the data lives.
    #[command(flatten)]
    pub data: DataOptions,
    /// Language of what is told: kk, ru or en.
    #[arg(long, default_value = "kk", global = true)]
    pub lang: Language,
    /// What to do.
    #[command(subcommand)]
    pub action: LawAction,
}

/// What to do with the law's own text.
#[derive(Debug, Subcommand)]
pub enum LawAction {
    /// Read a published text, keep each of its standards for the edition that it names, and tell which citations of the rules
    /// find nothing in it.
    Import {
        /// The text in UTF-8, as it was published, with any number of standards.
        file: PathBuf,
        /// Number of the standard, for a file with one standard whose title the rulebook does not know.
        #[arg(long)]
        standard: Option<u8>,
        /// Day on which the wording was adopted, for a file with one standard that does not say it.
        #[arg(long)]
        adopted: Option<jiff::civil::Date>,
        /// Only tell what would be kept; no data folder is touched.
        #[arg(long)]
        check: bool,
    },
}
