//! A writing call, noted before it is sent.

use std::sync::atomic::Ordering;
use std::time::Instant;

use serde_json::json;

use super::Common;
use crate::clock::now;
use crate::look::{Known, WAY};

/// What a call asks for.
#[derive(Debug, Clone)]
pub enum What {
    /// A new case.
    Lodge {
        /// Its parcel.
        parcel: String,
        /// The case that was found after a crash, before the call was repeated.
        found: Option<String>,
    },
    /// A step of a case.
    Step {
        /// Place of the case among those of the client.
        place: usize,
        /// Place of the stop on the way.
        stop: usize,
    },
}

/// See the module. Every try sends the same bytes.
#[derive(Debug, Clone)]
pub struct Request {
    /// Idempotency key.
    pub key: String,
    /// What it asks for.
    pub what: What,
    /// Path with its slash.
    pub path: String,
    /// JSON.
    pub body: String,
    /// When it was noted.
    pub since: Instant,
    /// How often it was sent.
    pub tries: u32,
}

/// Parcels in a quarter; the invented world has its own in quarters below the first one here.
const PARCELS: u64 = 899;
const FIRST_QUARTER: u64 = 100;

impl Request {
    /// A new case for a parcel that no other case has.
    pub fn lodge(key: String, common: &Common) -> Self {
        let count = common.parcels.fetch_add(1, Ordering::Relaxed);
        let parcel = format!("21-318-{:03}-{:03}", FIRST_QUARTER + count / PARCELS, 1 + count % PARCELS);
        let body = json!({
            "service": 1, "case": 1, "product": "act", "channel": "cadastre",
            "executing_office": "cadastre-21-astana",
            "applicant": {
                "kind": "individual", "name": "Сынақ Адам", "identifier": "990101700019",
                "phone": "+77010000000", "language": "kk",
            },
            "parcels": [{ "cadastral_number": parcel, "area_ha": "0.12" }],
            "papers": [
                { "id": "application", "how": "original-kept", "count": 1 },
                { "id": "decision-extract", "how": "copy-kept", "count": 1 },
                { "id": "project-and-boundary-materials", "how": "copy-kept", "count": 1 },
                { "id": "fee-receipt", "how": "original-kept", "count": 1 },
                { "id": "identity-document", "how": "copy-kept-original-shown", "count": 1 },
            ],
            "payment": {
                "payer": "individual", "purpose": "individual-housing", "area_ha": "0.12",
                "amount": common.price, "receipt_number": key, "paid_on": common.today,
            },
        });
        let what = What::Lodge { parcel, found: None };
        Self { key, what, path: "/api/v1/cases".to_owned(), body: body.to_string(), since: now(), tries: 0 }
    }

    /// The next step of a case.
    pub fn step(key: String, place: usize, case: &Known) -> Self {
        let stop = case.stops;
        Self {
            key,
            what: What::Step { place, stop },
            path: format!("/api/v1/cases/{}/steps", case.id),
            body: WAY[stop].command.to_owned(),
            since: now(),
            tries: 0,
        }
    }

    /// Place on the way that it leads to.
    pub fn stop(&self) -> usize {
        match self.what {
            What::Lodge { .. } => 0,
            What::Step { stop, .. } => stop,
        }
    }

    /// Whether the head of the office asks.
    pub fn by_head(&self) -> bool {
        WAY[self.stop()].by_head
    }

    /// The version that it means.
    pub fn version(&self) -> Option<u64> {
        match self.what {
            What::Lodge { .. } => None,
            What::Step { stop, .. } => Some(stop as u64),
        }
    }
}
