//! Samples of the law browser.

use pages::{LawComparison, LawDifference, LawIndex, LawPage, LawStandard, Paragraph, Shell};

use super::{APPLICATION, SERVICE, Sample, sample, select, wrong};

const ACT: &str = "Үкіметтің 2013 жылғы 12 шілдедегі № 722 қаулысы";
const OLDER: &str = "Үкіметтің 2012 жылғы 1 қарашадағы № 1392 қаулысы";

/// The list, a standard, and editions compared.
pub fn all(p: &Shell<'_>) -> Vec<Sample> {
    let editions = || {
        vec![
            (p.to("/law/1?edition=2013-07-12"), ACT.to_owned()),
            (p.to("/law/1?edition=2012-11-01"), OLDER.to_owned()),
        ]
    };
    let standards = vec![LawStandard { name: SERVICE.to_owned(), editions: editions() }];
    let cite = "S1 ¶11.1".to_owned();
    let paragraph = |id: &str, name: &str| Paragraph {
        id: id.to_owned(),
        name: name.to_owned(),
        rules: vec![(p.t("page-papers"), vec![(APPLICATION.to_owned(), cite.clone())])],
        scenarios: vec![("Алғаш рет алынатын акт".to_owned(), cite.clone())],
    };
    let law = LawPage {
        p,
        name: SERVICE.to_owned(),
        edition: ACT.to_owned(),
        others: editions().split_off(1),
        compare: p.to("/law/1/compare"),
        service: p.to("/services/1"),
        paragraphs: vec![
            paragraph("p11.1", "¶11.1"),
            paragraph("annex-5", &p.t1("page-law-annex", "number", "5")),
        ],
    };
    let fields = || {
        vec![
            select("from", &p.t("page-law-before"), &[OLDER, ACT]),
            select("to", &p.t("page-law-after"), &[OLDER, ACT]),
        ]
    };
    let comparison = |differences| LawComparison {
        p,
        name: SERVICE.to_owned(),
        problems: Vec::new(),
        action: p.to("/law/1/compare"),
        fields: fields(),
        differences,
    };
    let difference = |before: Option<&str>, after: Option<&str>| LawDifference {
        what: "terms[act, cadastre].length".to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    };
    let changed = comparison(Some(vec![
        difference(Some("10"), Some("6")),
        difference(None, Some("4")),
        difference(Some("3"), None),
    ]));
    let alone = LawComparison { fields: Vec::new(), ..comparison(None) };
    let mut refused = comparison(None);
    refused.problems = wrong("from", &p.t("page-ask-choose"), None);
    vec![
        sample("law-index", &LawIndex { p, standards }),
        sample("law", &law),
        sample("law-compare", &changed),
        sample("law-compare-same", &comparison(Some(Vec::new()))),
        sample("law-compare-alone", &alone),
        sample("law-compare-refused", &refused),
    ]
}
