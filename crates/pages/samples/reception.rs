//! The reception, and scans on the page of a case.

use pages::{
    ActionForm, CaseScans, DraftRow, Field, FieldKind, LodgeForm, LodgePage, Lodged, More, PaperRow, Part,
    ReceiptPage, ScanForm, ScanRow, Shell, Template, Verdict,
};

use super::{
    APPLICATION, EXTRACT, NUMBER, OFFICE, PERSON, SERVICE, Sample, boxes, line, receipt, sample, select,
    wrong,
};

fn scan(p: &Shell<'_>, wrong: Option<&str>) -> ScanRow {
    ScanRow {
        id: "0192".to_owned(),
        href: p.to("/lodge/scans/0192"),
        name: "PDF, 240 КиБ, өтініш.pdf".to_owned(),
        wrong: wrong.map(str::to_owned),
    }
}

fn file(p: &Shell<'_>, name: &str) -> Field {
    Field::line(name, p.t("page-reception-file"))
        .kind(FieldKind::Files("application/pdf,image/*"))
        .hint(p.t1("page-reception-file-hint", "most", "10"))
}

fn paper(p: &Shell<'_>, id: &str, name: &str, state: &str, scans: Vec<ScanRow>) -> PaperRow {
    let ways = [p.t("page-reception-usual-way"), p.t("case-brought-notarised-copy-kept")];
    PaperRow {
        id: id.to_owned(),
        name: name.to_owned(),
        copies: if id == "application" { 1 } else { 2 },
        condition: (state == "page-paper-not-due").then(|| "жер учаскесі сатылса".to_owned()),
        state: p.t(state),
        missing: state == "page-paper-missing",
        not_due: state == "page-paper-not-due",
        cite: "S1 ¶11.1".to_owned(),
        usual: ("original-kept".to_owned(), p.t("case-brought-original-kept")),
        ticked: state == "page-paper-brought",
        other: Some(select(
            &format!("other:{id}"),
            &p.t("page-reception-other-way"),
            &ways.each_ref().map(String::as_str),
        )),
        file: file(p, &format!("scan:{id}")),
        scans,
    }
}

fn part(id: &'static str, heading: String, fields: Vec<Field>) -> Part {
    Part { id, heading, fields, more: Vec::new() }
}

fn form<'a>(p: &'a Shell<'a>, refused: &str) -> LodgeForm<'a> {
    let mut number = line("applicant.identifier", &p.t("page-identifier"), "123456789012");
    number.problem = Some(refused.to_owned());
    let applicant = Part {
        more: vec![More::of(
            p.t("page-reception-more-applicant"),
            vec![line("applicant.postal_address", &p.t("page-address"), "Астана, Орынбор көшесі, 8")],
        )],
        ..part(
            "applicant",
            p.t("page-applicant"),
            vec![number, line("applicant.name", &p.t("page-name"), "")],
        )
    };
    let parcel = vec![
        line("parcels.0.cadastral_number", &p.t("page-cadastral-number"), "21-318-065-183")
            .hint(p.t("page-cadastral-hint")),
        line("parcels.0.area_ha", &p.t("page-area"), "0.12"),
    ];
    let payment = vec![
        line("payment.receipt_number", &p.t("page-receipt-number"), "К-118"),
        line("payment.amount", &p.t("page-amount"), "7754.88").hint(p.t("page-reception-amount-hint")),
    ];
    let insist = boxes("accept_incomplete", &p.t("page-missing-papers"), &[&p.t("page-incomplete-insist")]);
    LodgeForm {
        p,
        hidden: vec![("key".to_owned(), "7c9e".to_owned())],
        questions: part(
            "questions",
            p.t("page-reception-questions"),
            vec![
                select("service", &p.t("page-reception-brings"), &[SERVICE]),
                select("case", &p.t("page-reception-case"), &["1) мемлекет меншік құқығын берген кезде"]),
            ],
        ),
        applicant,
        known: Some(format!("Бұрын өтініш берген: {PERSON} ({NUMBER}).")),
        subject: vec![part("parcel", p.t("page-parcel"), parcel)],
        papers: vec![
            paper(p, "application", APPLICATION, "page-paper-missing", Vec::new()),
            paper(p, "decision-extract", EXTRACT, "page-paper-brought", vec![scan(p, None)]),
            paper(
                p,
                "sale-contract",
                "жер учаскесін сатып алу-сату шартының көшірмесі",
                "page-paper-not-due",
                Vec::new(),
            ),
            paper(p, "identity-document", "жеке куәлігінің көшірмесі", "page-paper-missing", Vec::new()),
        ],
        strays: vec![scan(p, None)],
        closing: vec![
            part("payment", p.t("page-payment"), payment),
            part("missing", p.t("page-missing-papers"), vec![insist]),
        ],
        verdict: Verdict {
            first: None,
            fee: Some("7754.88 теңге = 1731 × 3.2 × 1.4 (S1 ¶8)".to_owned()),
            term: Some("01.12.2026 18:00 (S1 ¶7.1)".to_owned()),
            office: Some(OFFICE.to_owned()),
            parallels: vec!["03-2026-000004-5, 21-318-065-183, 20.11.2026".to_owned()],
        },
    }
}

/// The reception.
pub(super) fn all(p: &Shell<'_>) -> Vec<Sample> {
    let text = "ЖСН дұрыс емес: бақылау саны сәйкес келмейді.";
    let draft = DraftRow {
        key: "7c9e".to_owned(),
        href: p.to("/lodge?draft=7c9e"),
        service: SERVICE.to_owned(),
        applicant: PERSON.to_owned(),
        kept_at: "23.11.2026 13:56".to_owned(),
    };
    let page = LodgePage {
        p,
        problems: wrong("applicant.identifier", text, None),
        form: form(p, text).render().expect("the form renders"),
        drafts: vec![draft],
    };
    let lodged = Lodged {
        p,
        number: NUMBER.to_owned(),
        secret: Some("KHY60-Z7SMD-0A833-E1TMT".to_owned()),
        case: p.to("/cases/1"),
        next: p.to("/lodge"),
        receipt: receipt(),
        track: p.to("/track"),
    };
    let again = ReceiptPage { p, number: NUMBER.to_owned(), case: p.to("/cases/1"), receipt: receipt() };
    vec![sample("lodge", &page), sample("lodged", &lodged), sample("receipt", &again)]
}

/// Scans of a case.
pub(super) fn scans(p: &Shell<'_>) -> CaseScans {
    CaseScans {
        rows: vec![
            (APPLICATION.to_owned(), scan(p, None)),
            (EXTRACT.to_owned(), scan(p, Some("Екінші беті жоқ"))),
        ],
        add: Some(ScanForm {
            action: p.to("/cases/1/scans"),
            key: "key-scan".to_owned(),
            fields: vec![select("paper", &p.t("page-scan-paper"), &[APPLICATION, EXTRACT]), file(p, "scan")],
            open: false,
        }),
        reject: Some(ActionForm {
            id: "reject-scan".to_owned(),
            title: p.t("page-scan-reject"),
            action: p.to("/cases/1/steps"),
            hidden: vec![("step".to_owned(), "reject-scan".to_owned())],
            fields: vec![
                select("scan", &p.t("page-scan"), &[APPLICATION]),
                Field::line("reason", p.t("page-reason")).kind(FieldKind::Lines),
            ],
            open: false,
        }),
    }
}
