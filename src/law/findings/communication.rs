//! The decision on Art. 34 and its steps: what they lack, and where they contradict each other.

use super::required::{State, known};
use super::{BOTH, Context, Finding, Level, NOTICE, REPORT, Rule};
use crate::facts::{
    Angabe, Ausnahme, BenachrichtigungStatus, Gruppe, Incident, JaNein, MassnahmenStand,
    MassnahmenZweck, Schritt, SchrittGrundlage, SchrittWeg,
};
use crate::law::paths;

pub(super) const RULES: [Rule; 12] = [
    NO_EXCEPTION,
    NO_REASONS,
    NO_STEP,
    STEP_ALL,
    STEP_REASON,
    STEP_INCOMPLETE,
    EFFORT,
    MEASURES_OF_B,
    OTHER_WAY,
    UNUSED_EXCEPTION,
    GUARDIANS,
    NEW_EDITION,
];

const NO_EXCEPTION: Rule = Rule::new(
    "M431",
    Level::Warnung,
    "benachrichtigung.ausnahme",
    "Art. 34 Abs. 3 DSGVO",
    "Die Menschen werden wegen einer Ausnahme nicht benachrichtigt; es fehlt, welche gilt.",
    "Tragen Sie unter [benachrichtigung] ausnahme ein, zum Beispiel \"abs3_a\", mit begruendung.",
    REPORT,
);

const NO_REASONS: Rule = Rule::new(
    "M432",
    Level::Warnung,
    "benachrichtigung.begruendung",
    "Art. 34 Abs. 1 und 3, Art. 33 Abs. 5 DSGVO",
    "Die Menschen werden nicht benachrichtigt; die Gründe dafür fehlen.",
    "Tragen Sie die Gründe unter [benachrichtigung] als begruendung ein. Die Aufsichtsbehörde kann die \
     Benachrichtigung verlangen (Art. 34 Abs. 4 DSGVO).",
    &["meldung", "portalbogen", "vermerk"],
);

const NO_STEP: Rule = Rule::new(
    "M433",
    Level::Hinweis,
    "benachrichtigung.schritte",
    "Art. 34 Abs. 1 DSGVO",
    "Nach status werden die Menschen benachrichtigt; kein Schritt sagt, wann und womit.",
    "Tragen Sie unter [[benachrichtigung.schritte]] weg, am, medien und alle ein. Formulare fragen danach.",
    REPORT,
);

const STEP_ALL: Rule = Rule::new(
    "M434",
    Level::Hinweis,
    "benachrichtigung.schritte[].alle",
    "Formulare der Aufsichtsbehörden",
    "Dieser Schritt hat stattgefunden; es fehlt, ob er alle Betroffenen erreicht hat.",
    "Schreiben Sie alle = \"ja\", oder alle = \"nein\" mit grund.",
    REPORT,
);

const STEP_REASON: Rule = Rule::new(
    "M435",
    Level::Warnung,
    "benachrichtigung.schritte[].grund",
    "Art. 34 Abs. 1 DSGVO",
    "Dieser Schritt erreicht nicht alle Betroffenen; der Grund fehlt.",
    "Tragen Sie beim Schritt grund ein, und sagen Sie, wie die anderen davon erfahren.",
    REPORT,
);

const STEP_INCOMPLETE: Rule = Rule::new(
    "M436",
    Level::Warnung,
    "benachrichtigung.schritte[].weg",
    "Art. 34 Abs. 1 und 3 Buchst. c DSGVO",
    "Bei diesem Schritt fehlt, ob er einzeln oder öffentlich geschieht oder an welchem Tag.",
    "Tragen Sie weg = \"individuell\" oder weg = \"oeffentlich\" und am ein. Steht der Tag noch nicht fest, \
     schreiben Sie am = { offen = \"Grund\" }.",
    REPORT,
);

const EFFORT: Rule = Rule::new(
    "M437",
    Level::Warnung,
    "benachrichtigung.begruendung",
    "Art. 34 Abs. 3 Buchst. c DSGVO",
    "Statt einzelner Schreiben wird öffentlich bekannt gemacht; es fehlt, warum einzelne Schreiben \
     unverhältnismäßig aufwendig wären.",
    "Tragen Sie das unter [benachrichtigung] als begruendung ein. Ist die öffentliche Information \
     freiwillig oder ergänzt sie einzelne Schreiben, ändern Sie grundlage und ausnahme.",
    REPORT,
);

const MEASURES_OF_B: Rule = Rule::new(
    "M438",
    Level::Warnung,
    "benachrichtigung.ausnahme",
    "Art. 34 Abs. 3 Buchst. b DSGVO",
    "Die Ausnahme setzt Maßnahmen voraus, nach denen aller Wahrscheinlichkeit nach kein hohes Risiko mehr \
     besteht; keine ergriffene Maßnahme dient der Behebung oder Abmilderung.",
    "Nennen Sie diese Maßnahmen unter [[massnahmen]] mit zweck und stand = \"ergriffen\", oder prüfen Sie \
     die Ausnahme.",
    REPORT,
);

const OTHER_WAY: Rule = Rule::new(
    "M439",
    Level::Warnung,
    "benachrichtigung.status",
    "Art. 34 Abs. 1 und 3 Buchst. c DSGVO",
    "Der Status und die Schritte nennen verschiedene Wege: einzeln das eine, öffentlich das andere.",
    "Prüfen Sie status und den weg der Schritte. Geschieht beides, genügt ein Schritt für jeden Weg.",
    BOTH,
);

const UNUSED_EXCEPTION: Rule = Rule::new(
    "M440",
    Level::Hinweis,
    "benachrichtigung.ausnahme",
    "Art. 34 Abs. 1 und 3 DSGVO",
    "Die Menschen werden einzeln benachrichtigt, zugleich ist eine Ausnahme davon angegeben.",
    "Streichen Sie ausnahme, oder prüfen Sie status.",
    REPORT,
);

const GUARDIANS: Rule = Rule::new(
    "B404",
    Level::Hinweis,
    "betroffene.gruppen",
    "Art. 34 Abs. 2, ErwGr 38 und 58 DSGVO",
    "Unter den Betroffenen sind Minderjährige; kein Text sagt, wie ihre Eltern davon erfahren.",
    "Richten Sie die Nachricht an die Sorgeberechtigten und sagen Sie das, zum Beispiel unter \
     [[empfehlungen]] oder bei der Gruppe als beschreibung.",
    NOTICE,
);

const NEW_EDITION: Rule = Rule::new(
    "M441",
    Level::Hinweis,
    "benachrichtigung.stand",
    "Art. 33 Abs. 4, Art. 34 Abs. 3 Buchst. c DSGVO",
    "Die öffentliche Information hat einen neueren Stand als der letzte öffentliche Schritt. Die Meldung nennt \
     der Behörde die neue Fassung nicht als Schritt.",
    "Ist die neue Fassung veröffentlicht, tragen Sie das unter [[benachrichtigung.schritte]] mit \
     weg = \"oeffentlich\", am und medien ein.",
    REPORT,
);

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = context.incident;
    let notice = &incident.benachrichtigung;
    let mut check = |rule: &Rule, fires: bool| {
        if fires {
            found.push(rule.finding(context.complete));
        }
    };
    let is = |states: &[BenachrichtigungStatus]| states.iter().any(|key| notice.status.ist(key));
    let excepted = is(&[BenachrichtigungStatus::Ausnahme]);
    let told = is(&[
        BenachrichtigungStatus::Individuell,
        BenachrichtigungStatus::Oeffentlich,
    ]);
    let silent = known(&notice.begruendung) == State::Missing;
    check(&NO_EXCEPTION, excepted && notice.ausnahme.ist_fehlt());
    let in_public = notice.ausnahme.ist(&Ausnahme::Abs3C);
    let needless = is(&[BenachrichtigungStatus::NichtErforderlich]);
    // Why no high risk exists, the assessment of the risk may say as well.
    let assessed = known(&incident.risiko.begruendung) != State::Missing;
    check(
        &NO_REASONS,
        silent && (excepted && !in_public || needless && !assessed),
    );
    let by_c = notice
        .schritte
        .iter()
        .any(|step| step.grundlage.ist(&SchrittGrundlage::Abs3C));
    check(&EFFORT, silent && (in_public || by_c));
    check(&NEW_EDITION, has_new_edition(context));
    check(&NO_STEP, told && notice.schritte.is_empty());
    check(
        &MEASURES_OF_B,
        notice.ausnahme.ist(&Ausnahme::Abs3B) && !mitigated(incident),
    );
    check(&OTHER_WAY, goes_other_way(incident));
    let waived = [Ausnahme::Abs3A, Ausnahme::Abs3B];
    check(
        &UNUSED_EXCEPTION,
        is(&[BenachrichtigungStatus::Individuell])
            && waived.iter().any(|key| notice.ausnahme.ist(key)),
    );
    check(
        &GUARDIANS,
        has_children(incident) && !excepted && !needless && !names_guardians(incident),
    );
    for (index, step) in notice.schritte.iter().enumerate() {
        let path = paths::item(&context.facts, "benachrichtigung.schritte", index);
        let mut check = |rule: &Rule, key: &str, fires: bool| {
            if fires {
                found.push(rule.at(path.key(key), context.complete));
            }
        };
        if step.weg.ist_fehlt() {
            check(&STEP_INCOMPLETE, "weg", true);
        } else {
            check(&STEP_INCOMPLETE, "am", told && step.am.ist_fehlt());
        }
        check(
            &STEP_ALL,
            "alle",
            step.alle.ist_fehlt() && individual(step) && is_past(context, step),
        );
        check(
            &STEP_REASON,
            "grund",
            step.alle.ist(&JaNein::Nein) && known(&step.grund) == State::Missing,
        );
    }
}

/// Whether the notice has a day, not one to come, after the last step in public.
fn has_new_edition(context: &Context<'_>) -> bool {
    let notice = &context.incident.benachrichtigung;
    let steps = notice
        .schritte
        .iter()
        .filter(|step| step.weg.ist(&SchrittWeg::Oeffentlich));
    let last = steps
        .filter_map(|step| step.am.hoechstens())
        .map(|at| at.datum())
        .max();
    notice
        .stand
        .wert()
        .filter(|at| at.bei() <= context.now)
        .zip(last)
        .is_some_and(|(edition, last)| edition.datum() > last)
}

fn individual(step: &Schritt) -> bool {
    step.weg.ist(&SchrittWeg::Individuell)
}

fn is_past(context: &Context<'_>, step: &Schritt) -> bool {
    step.am
        .hoechstens()
        .is_some_and(|day| day.bei() <= context.now)
}

/// Whether a measure that was taken ends the breach or mitigates its effects.
fn mitigated(incident: &Incident) -> bool {
    let aims = [MassnahmenZweck::Behebung, MassnahmenZweck::Abmilderung];
    incident.massnahmen.liste().iter().any(|measure| {
        measure.stand.ist(&MassnahmenStand::Ergriffen)
            && aims.iter().any(|aim| measure.zweck.ist(aim))
    })
}

/// Whether all steps go the way that the state does not name.
fn goes_other_way(incident: &Incident) -> bool {
    let notice = &incident.benachrichtigung;
    let other = if notice.status.ist(&BenachrichtigungStatus::Individuell) {
        SchrittWeg::Oeffentlich
    } else if notice.status.ist(&BenachrichtigungStatus::Oeffentlich) {
        SchrittWeg::Individuell
    } else {
        return false;
    };
    !notice.schritte.is_empty() && notice.schritte.iter().all(|step| step.weg.ist(&other))
}

fn has_children(incident: &Incident) -> bool {
    let groups = incident.betroffene.gruppen.liste();
    groups
        .iter()
        .any(|group| group.gruppe.ist(&Gruppe::Minderjaehrige))
}

/// Whether any text for people speaks of parents or guardians.
fn names_guardians(incident: &Incident) -> bool {
    let plain = incident.vorfall.beschreibung_buerger.wert();
    let advice = incident.empfehlungen.iter().filter_map(|a| a.text.as_ref());
    let groups = incident.betroffene.gruppen.liste();
    let described = groups
        .iter()
        .filter_map(|group| group.beschreibung.as_ref());
    let steps = &incident.benachrichtigung.schritte;
    let reasons = steps.iter().filter_map(|step| Angabe::wert(&step.grund));
    plain
        .into_iter()
        .chain(advice)
        .chain(described)
        .chain(reasons)
        .map(|text| text.to_lowercase())
        .any(|text| {
            [
                "eltern",
                "sorgeberechtigt",
                "erziehungsberechtigt",
                "vormund",
            ]
            .iter()
            .any(|word| text.contains(word))
        })
}
