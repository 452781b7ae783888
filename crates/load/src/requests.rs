//! Requests that are lodged through HTTP, and what is known of those that are there.

use anyhow::Context;
use load::copies::{iin, parcel};
use load::drive::{Call, Caller};
use load::real::now;
use uuid::Uuid;

use crate::figures::{OFFICE, SERVICE};
use crate::pages::Known;

/// Who lodges.
const NAME: &str = "Сынақ Адам";
/// Cases of which each takes a step once.
const STEPS_MOST: usize = 2_000;
/// Keys of requests that are lodged to be found again begin here, behind all others.
const LODGED_BY_HAND_FROM: u64 = 1_000_000_000;

/// Tells the keys of one run from those of another.
pub fn run() -> u128 {
    u128::from(now().as_microsecond().unsigned_abs())
}

/// A request that is lodged again and again, for another person and parcel each time.
pub struct Lodging {
    body: serde_json::Value,
    run: String,
}

pub async fn lodging(caller: &Caller) -> anyhow::Result<Lodging> {
    let today = now().to_zoned(jiff::tz::TimeZone::get("Asia/Almaty")?).date().to_string();
    let quote = serde_json::json!({
        "service": SERVICE, "product": "act", "payer": "individual", "purpose": "individual-housing",
        "area_ha": "0.12", "date": today,
    });
    let quote =
        Call { method: hyper::Method::POST, body: quote.to_string(), ..Call::get("/api/v1/fees/quote") };
    let amount = caller.ask(&quote).await?["amount"].as_str().context("an amount")?.to_owned();
    let paper = |id: &str, how: &str| serde_json::json!({ "id": id, "how": how, "count": 1 });
    let body = serde_json::json!({
        "service": SERVICE, "case": 1, "product": "act", "channel": "cadastre",
        "executing_office": OFFICE,
        "applicant": {
            "kind": "individual", "name": NAME, "identifier": "", "phone": "+77010000000", "language": "kk",
        },
        "parcels": [{ "cadastral_number": "", "area_ha": "0.12" }],
        "papers": [
            paper("application", "original-kept"),
            paper("decision-extract", "copy-kept"),
            paper("project-and-boundary-materials", "copy-kept"),
            paper("fee-receipt", "original-kept"),
            paper("identity-document", "copy-kept-original-shown"),
        ],
        "payment": {
            "payer": "individual", "purpose": "individual-housing", "area_ha": "0.12", "amount": amount,
            "receipt_number": "", "paid_on": today,
        },
    });
    Ok(Lodging { body, run: Uuid::from_u128(run() << 64).to_string() })
}

/// A case lodged now, and by what it is found. Its parcel is one that no copy has.
pub async fn known(reception: &Caller) -> anyhow::Result<Known> {
    let nth = LODGED_BY_HAND_FROM + now().as_second().unsigned_abs() % LODGED_BY_HAND_FROM;
    let receipt = reception.ask(&lodging(reception).await?.call(nth)).await?;
    let text = |name: &str| Ok::<_, anyhow::Error>(receipt[name].as_str().context("a receipt")?.to_owned());
    Ok(Known {
        number: text("number")?,
        secret: text("tracking_secret")?,
        identifier: iin(nth).context("an IIN")?,
        parcel: parcel(nth),
        name: NAME.to_owned(),
    })
}

/// Cases that wait to be taken into work, each with its version.
pub async fn lodged(head: &Caller) -> anyhow::Result<Vec<(Uuid, i64)>> {
    let (mut lodged, mut cursor) = (Vec::new(), String::new());
    while lodged.len() < STEPS_MOST {
        let page = head.ask(&Call::get(format!("/api/v1/inbox?state=lodged{cursor}"))).await?;
        for case in page["cases"].as_array().context("cases")? {
            let id = case["id"].as_str().context("a case")?.parse()?;
            lodged.push((id, case["version"].as_i64().context("a version")?));
        }
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    Ok(lodged)
}

impl Lodging {
    pub fn call(&self, nth: u64) -> Call {
        let mut body = self.body.clone();
        body["applicant"]["identifier"] = iin(nth).unwrap_or_default().into();
        body["parcels"][0]["cadastral_number"] = parcel(nth).into();
        body["payment"]["receipt_number"] = format!("{}-{nth}", &self.run[..18]).into();
        let key = Some(format!("{}-{nth}", self.run));
        Call { method: hyper::Method::POST, body: body.to_string(), key, ..Call::get("/api/v1/cases") }
    }
}
