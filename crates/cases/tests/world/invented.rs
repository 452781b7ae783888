//! Services that no law knows: rules of the kinds that services 5, 6 and 7 have, on small standards made from a held one.

use directory::{Channel, OfficeKind};
use rulebook::RuleFiles;
use rulebook::model::{
    Cite, ClockStart, Ground, GroundClock, GroundEffect, HandOutRule, HandOutWay, Hours, Medium, ReceiptForm,
    ReceiptKind, Standard, TermUnit,
};

/// Two grounds with clocks from a finding and from remarks of another body; by post too; no keeping.
pub const REMARKS: u8 = 95;
/// A ground whose clock runs from the lodging; calendar days.
pub const EARLY_REFUSAL: u8 = 96;
/// An information system answers in twenty minutes, at a centre and on the portal; nothing is refused.
pub const AUTOMATED: u8 = 97;

const MODEL: &str = "standards/s14-survey-works-permit/2012-11-01.toml";

/// Puts the invented services among the files of the law.
pub fn add_to(files: &mut RuleFiles) {
    let model = files.get(MODEL).unwrap().to_owned();
    for (number, change) in
        [(REMARKS, remarks as fn(&mut Standard)), (EARLY_REFUSAL, early_refusal), (AUTOMATED, automated)]
    {
        let mut standard: Standard =
            toml::from_str(&model.replace("\"S14 ", &format!("\"S{number} "))).unwrap();
        standard.number = number;
        standard.id = format!("invented-{number}");
        standard.storage.clear();
        change(&mut standard);
        let path = format!("standards/s{number}-invented-{number}/{}.toml", standard.edition.adopted);
        files.insert(path, toml::to_string(&standard).unwrap());
    }
}

fn ground(standard: &Standard, id: &str, cite: &str, length: u16, from: ClockStart) -> Ground {
    let cite = Cite(cite.to_owned());
    let clock =
        GroundClock { length, unit: TermUnit::WorkingDays, runs_by: Hours::Body, from, cite: cite.clone() };
    Ground {
        id: id.to_owned(),
        name: standard.grounds[0].name.clone(),
        effect: GroundEffect::Refuse { clock: Some(clock), papers_returned: true },
        detected: None,
        cite,
    }
}

fn remarks(standard: &mut Standard) {
    standard.grounds = vec![
        ground(standard, "repeats", "S95 ¶16.1", 2, ClockStart::Finding),
        ground(standard, "remarks", "S95 ¶16.2", 3, ClockStart::RemarksReceived),
    ];
    let cite = standard.hand_out[0].cite.clone();
    let post = HandOutRule { way: HandOutWay::Post, channels: Vec::new(), requires: Vec::new(), cite };
    standard.hand_out.push(post);
}

fn early_refusal(standard: &mut Standard) {
    standard.grounds = vec![ground(standard, "too-few", "S96 ¶16.1", 2, ClockStart::Lodging)];
    standard.terms[0].unit = TermUnit::CalendarDays;
    standard.terms[0].length = 30;
}

fn automated(standard: &mut Standard) {
    standard.form.automated = true;
    standard.provider.kind = OfficeKind::CadastreEnterprise;
    standard.provider.levels.clear();
    standard.grounds.clear();
    standard.incomplete = None;
    standard.silence.deems.clear();
    standard.result.media = vec![Medium::Electronic, Medium::Paper];
    let mut portal = standard.channels[0].clone();
    (portal.channel, portal.office, portal.hours) = (Channel::Portal, None, Hours::RoundTheClock);
    let mut centre = standard.channels[0].clone();
    (centre.channel, centre.office, centre.hours) =
        (Channel::Centre, Some(OfficeKind::Centre), Hours::Centre);
    standard.channels = vec![portal, centre];
    standard.premises.clear();
    let mut term = standard.terms[0].clone();
    (term.unit, term.length) = (TermUnit::Minutes, 20);
    let mut round_the_clock = term.clone();
    (round_the_clock.runs_by, round_the_clock.channels) = (Hours::RoundTheClock, vec![Channel::Portal]);
    (term.runs_by, term.channels) = (Hours::Centre, vec![Channel::Centre]);
    standard.terms = vec![round_the_clock, term];
    standard.checklists[0].channels = vec![Channel::Portal, Channel::Centre];
    standard.receipt.given = vec![
        ReceiptForm { channels: vec![Channel::Portal], kind: ReceiptKind::CabinetNotice },
        ReceiptForm { channels: vec![Channel::Centre], kind: ReceiptKind::EntryOnly },
    ];
    let cite = standard.hand_out[0].cite.clone();
    let rule =
        |way, channel| HandOutRule { way, channels: vec![channel], requires: Vec::new(), cite: cite.clone() };
    standard.hand_out =
        vec![rule(HandOutWay::InPerson, Channel::Centre), rule(HandOutWay::Cabinet, Channel::Portal)];
}
