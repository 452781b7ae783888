//! The papers of a request as they are laid down: one key for the usual way, the others and the scans behind it.

use cases::ScanMedia;
use desk::{LodgingPreview, PaperLine, PaperState, SCAN_MOST, ScanLine};
use pages::{Field, FieldKind, PaperRow, Problem, ScanRow};

use super::Visitor;
use super::form::{Form, choice, select};
use super::scans::SCAN;
use super::wording;

/// What a browser offers to choose scans from.
pub(super) const ACCEPTED: &str = "application/pdf,image/jpeg,image/png,image/*";
const KIB: u64 = 1024;
const MIB: usize = 1024 * 1024;

/// A field in which scans are chosen.
pub(super) fn file_field(visitor: &Visitor, name: String) -> Field {
    let most = (SCAN_MOST / MIB).to_string();
    let hint =
        visitor.app.messages.text(visitor.language, "page-reception-file-hint", &[("most", most.into())]);
    Field::line(name, visitor.t("page-reception-file")).kind(FieldKind::Files(ACCEPTED)).hint(hint)
}

/// Kind, size and name of a scan.
pub(super) fn scan_name(visitor: &Visitor, media: ScanMedia, size: u64, name: &str) -> String {
    let args = [
        ("kind", media.extension().to_uppercase().into()),
        ("size", size.div_ceil(KIB).to_string().into()),
        ("name", name.into()),
    ];
    visitor.app.messages.text(visitor.language, "page-reception-scan", &args)
}

fn scan_row(visitor: &Visitor, scan: &ScanLine) -> ScanRow {
    ScanRow {
        id: scan.id.0.to_string(),
        href: visitor.to(&format!("/lodge/scans/{}", scan.id.0)),
        name: scan_name(visitor, scan.media, scan.size, &scan.name),
        wrong: None,
    }
}

/// The papers that the law asks for, and scans of papers that it does not.
pub(super) fn papers(
    visitor: &Visitor,
    form: &Form,
    preview: Option<&LodgingPreview>,
    scans: &[ScanLine],
) -> (Vec<PaperRow>, Vec<ScanRow>) {
    let lines = preview.map(|preview| preview.papers.as_slice()).unwrap_or_default();
    let papers = lines.iter().map(|line| paper(visitor, form, line, scans)).collect();
    let asked = |scan: &&ScanLine| lines.iter().any(|line| line.id == scan.paper);
    let strays = scans.iter().filter(|scan| !asked(scan)).map(|scan| scan_row(visitor, scan));
    (papers, if preview.is_some() { strays.collect() } else { Vec::new() })
}

/// The papers that are missing, each with the way to its box, and last the way to lodge without them; nothing where the
/// applicant insists on that.
pub(super) fn lacking(visitor: &Visitor, form: &Form, preview: Option<&LodgingPreview>) -> Vec<Problem> {
    let lines = preview.map(|preview| preview.papers.as_slice()).unwrap_or_default();
    let lines: Vec<_> = lines.iter().filter(|line| line.state == PaperState::Missing).collect();
    if lines.is_empty() || form.get("accept_incomplete") == "on" {
        return Vec::new();
    }
    let papers = lines.into_iter().map(|line| {
        let name = visitor.language.of(&line.name).to_owned();
        let text = wording::said(visitor, "page-paper-lacks", &[("paper", name)]);
        Problem { field: format!("paper:{}", line.id), text, cite: Some(line.cite.to_string()) }
    });
    let text = visitor.t("case-papers-missing-remedy");
    papers.chain([Problem { field: "accept_incomplete".to_owned(), text, cite: None }]).collect()
}

fn paper(visitor: &Visitor, form: &Form, line: &PaperLine, scans: &[ScanLine]) -> PaperRow {
    let way = |way: &str| visitor.t(&format!("case-brought-{way}"));
    let usual = line.ways.first().copied().unwrap_or_default();
    let other = format!("other:{}", line.id);
    let chosen = form.get(&other);
    let others = line.ways.iter().skip(1).map(|name| choice(*name, way(name), chosen));
    let none = choice("", visitor.t("page-reception-usual-way"), chosen);
    let choices = std::iter::once(none).chain(others).collect();
    let state = match line.state {
        PaperState::Brought => "page-paper-brought",
        PaperState::Missing => "page-paper-missing",
        PaperState::NotDue => "page-paper-not-due",
    };
    PaperRow {
        id: line.id.clone(),
        name: visitor.language.of(&line.name).to_owned(),
        copies: line.copies,
        condition: line.condition.as_ref().map(|text| visitor.language.of(text).to_owned()),
        state: visitor.t(state),
        missing: line.state == PaperState::Missing,
        not_due: line.state == PaperState::NotDue,
        cite: line.cite.to_string(),
        usual: (usual.to_owned(), way(usual)),
        ticked: form.get(&format!("paper:{}", line.id)) == usual,
        other: (line.ways.len() > 1).then(|| select(&other, visitor.t("page-reception-other-way"), choices)),
        file: file_field(visitor, format!("{SCAN}{}", line.id)),
        scans: scans
            .iter()
            .filter(|scan| scan.paper == line.id)
            .map(|scan| scan_row(visitor, scan))
            .collect(),
    }
}
