//! What a report form asks under a condition: fields that the template of the EDPB shows only
//! after another answer, and that it then does not accept empty.
//!
//! A report by letter may go out without them; so nothing here stops a document.

use super::required::{State, known};
use super::{Context, Finding, Level, Rule};
use crate::facts::{
    AnlagenArt, Auspraegung, EntdecktDurch, FolgeArt, Gruppe, Incident, JaNeinUnbekannt, Kategorie,
    MassnahmenZweck, MelderRolle, Schutzziel,
};
use crate::law::paths;

pub(super) const RULES: [Rule; 15] = [
    FUNCTION,
    ROLE,
    WORDS_TO_PEOPLE,
    PARTY_NAME,
    PARTY_CONTACT,
    PARTY_ROLE,
    TOLD_ON,
    GROUP_WORDS,
    DATA_WORDS,
    EFFECT_WORDS,
    EFFECT_FORMS,
    PREVENTION,
    OFFICER_CONTACT,
    OFFICER,
    BORDERS,
];

const FORM: &str = "Formulare der Aufsichtsbehörden";

const fn warn(
    code: &'static str,
    path: &'static str,
    message: &'static str,
    hint: &'static str,
) -> Rule {
    Rule::report(code, Level::Warnung, path, FORM, message, hint)
}

const fn note(
    code: &'static str,
    path: &'static str,
    article: &'static str,
    message: &'static str,
    hint: &'static str,
) -> Rule {
    Rule::report(code, Level::Hinweis, path, article, message, hint)
}

const FUNCTION: Rule = warn(
    "M232",
    "melder.funktion",
    "Wer meldet, ist weder datenschutzbeauftragt noch gesetzlich vertretungsbefugt; Formulare fragen \
     dann nach der Funktion.",
    "Tragen Sie unter [melder] funktion ein, zum Beispiel \"Leitung der IT\".",
);

const ROLE: Rule = note(
    "M247",
    "melder.rolle",
    FORM,
    "Formulare fragen, in welcher Rolle gemeldet wird; angegeben ist nur die Funktion.",
    "Tragen Sie unter [melder] rolle ein: dsb, vertretung, bevollmaechtigt oder sonstige.",
);

const WORDS_TO_PEOPLE: Rule = note(
    "M248",
    "vorfall.beschreibung_buerger",
    FORM,
    "Die Menschen sind benachrichtigt; Formulare fragen dann nach dem Inhalt, und keiner ist angegeben.",
    "Tragen Sie unter [vorfall] beschreibung_buerger ein, oder nennen Sie unter [[anlagen]] den Wortlaut mit \
     art = \"benachrichtigungstext\".",
);

const PARTY_NAME: Rule = warn(
    "M233",
    "beteiligte[].name",
    "Der Name dieser beteiligten Stelle fehlt.",
    "Tragen Sie beim Eintrag unter [[beteiligte]] name ein.",
);

const PARTY_CONTACT: Rule = note(
    "M234",
    "beteiligte[].telefon",
    FORM,
    "Ein Kontakt zu dieser beteiligten Stelle fehlt; das Formular nimmt sie ohne Kontakt nicht an.",
    "Tragen Sie beim Eintrag unter [[beteiligte]] telefon, email oder anschrift ein.",
);

const PARTY_ROLE: Rule = warn(
    "M235",
    "beteiligte[].rolle",
    "Die Rolle dieser beteiligten Stelle fehlt.",
    "Tragen Sie beim Eintrag unter [[beteiligte]] rolle ein: auftragsverarbeiter, \
     unterauftragsverarbeiter oder gemeinsam_verantwortlich.",
);

const TOLD_ON: Rule = warn(
    "M236",
    "zeiten.mitteilung_auftragsverarbeiter",
    "Der Auftragsverarbeiter hat die Verletzung entdeckt; es fehlt, wann er sie Ihnen mitgeteilt hat.",
    "Tragen Sie unter [zeiten] mitteilung_auftragsverarbeiter ein. Spätestens damit beginnt Ihre Frist.",
);

const GROUP_WORDS: Rule = note(
    "M237",
    "betroffene.gruppen[].beschreibung",
    "Art. 33 Abs. 3 Buchst. a DSGVO",
    "Die Gruppe heißt nur „sonstige“. Daraus erfährt niemand, wer betroffen ist.",
    "Beschreiben Sie die Gruppe mit beschreibung, zum Beispiel \"Mitglieder des Ortsrats\".",
);

const DATA_WORDS: Rule = note(
    "M238",
    "daten[].beispiele",
    "Art. 33 Abs. 3 Buchst. a DSGVO",
    "Die Kategorie der Daten ist so weit gefasst, dass ohne Beispiele niemand weiß, worum es geht.",
    "Nennen Sie beim Eintrag unter [[daten]] beispiele oder wählen Sie eine genauere Kategorie.",
);

const EFFECT_WORDS: Rule = warn(
    "M239",
    "folgen[].beschreibung",
    "Die Folge ist als „sonstige“ oder „sonstiges“ bezeichnet; es fehlt, welche gemeint ist.",
    "Beschreiben Sie die Folge beim Eintrag unter [[folgen]] mit beschreibung.",
);

const EFFECT_FORMS: Rule = note(
    "M240",
    "folgen",
    FORM,
    "Formulare fragen für jedes verletzte Schutzziel nach den Folgen. Zu mindestens einem Schutzziel ist \
     keine Folge angegeben.",
    "Ergänzen Sie unter [[folgen]] je verletztem Schutzziel schutzziel und auspraegung, notfalls \
     auspraegung = \"wird_bewertet\".",
);

const PREVENTION: Rule = note(
    "M241",
    "massnahmen",
    FORM,
    "Keine Maßnahme soll ähnliche Verletzungen verhindern; Formulare fragen danach.",
    "Nennen Sie unter [[massnahmen]] mit zweck = \"vorbeugung\", was Sie vorhaben, und geben Sie art an. \
     Steht es noch nicht fest, reichen Sie es nach.",
);

const OFFICER_CONTACT: Rule = warn(
    "M242",
    "datenschutzbeauftragter",
    "Es fehlt, wie die oder der Datenschutzbeauftragte zu erreichen ist.",
    "Tragen Sie unter [datenschutzbeauftragter] telefon oder email ein.",
);

const OFFICER: Rule = note(
    "M243",
    "datenschutzbeauftragter.name",
    "Art. 33 Abs. 3 Buchst. b, Art. 37 DSGVO",
    "Der Name der oder des Datenschutzbeauftragten fehlt. Ist niemand benannt, fehlt auch das.",
    "Tragen Sie unter [datenschutzbeauftragter] name ein. Ist niemand benannt, schreiben Sie \
     name = { entfaellt = \"Grund\" }.",
);

const BORDERS: Rule = note(
    "M244",
    "vorfall.grenzueberschreitend",
    "Art. 56 DSGVO",
    "Die Verarbeitung überschreitet Grenzen. Formulare fragen dann nach der federführenden Behörde, nach \
     den Staaten und den Zahlen je Staat; die Beschreibung nennt davon nichts.",
    "Nennen Sie in vorfall.beschreibung die federführende Aufsichtsbehörde, die Mitgliedstaaten und \
     ungefähr, wie viele Menschen dort betroffen sind.",
);

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    if context.nothing_to_report() {
        return;
    }
    let incident = context.incident;
    let mut check = |rule: &Rule, fires: bool| {
        if fires {
            found.push(rule.finding(context.complete));
        }
    };
    let reporter = &incident.melder;
    let other = [MelderRolle::Bevollmaechtigt, MelderRolle::Sonstige];
    check(
        &FUNCTION,
        other.iter().any(|role| reporter.rolle.ist(role))
            && known(&reporter.funktion) == State::Missing,
    );
    check(
        &ROLE,
        reporter.rolle.ist_fehlt() && known(&reporter.funktion) == State::There,
    );
    check(&WORDS_TO_PEOPLE, told_without_words(context));
    check(
        &TOLD_ON,
        incident.zeiten.entdeckt_durch.wert() == Some(&EntdecktDurch::Auftragsverarbeiter)
            && incident.zeiten.mitteilung_auftragsverarbeiter.ist_fehlt(),
    );
    check(&EFFECT_FORMS, lacks_effects(incident));
    check(
        &PREVENTION,
        !incident.massnahmen.liste().is_empty()
            && !incident
                .massnahmen
                .liste()
                .iter()
                .any(|measure| measure.zweck.ist(&MassnahmenZweck::Vorbeugung)),
    );
    let officer = &incident.datenschutzbeauftragter;
    let reachable = [&officer.telefon, &officer.email]
        .iter()
        .any(|contact| match known(contact) {
            State::There => true,
            State::Open => !context.complete,
            State::Missing => false,
        });
    check(
        &OFFICER_CONTACT,
        known(&officer.name) == State::There
            && !reachable
            && !reporter.rolle.ist(&MelderRolle::Dsb),
    );
    // Where the contact point has no name either, M106 asks for both.
    check(
        &OFFICER,
        officer.name.ist_fehlt()
            && known(&incident.anlaufstelle.name) == State::There
            && !reporter.rolle.ist(&MelderRolle::Dsb),
    );
    check(
        &BORDERS,
        incident
            .vorfall
            .grenzueberschreitend
            .ist(&JaNeinUnbekannt::Ja)
            && !names_other_states(incident),
    );
    parties(context, found);
    described(context, found);
}

/// Processors and joint controllers; the processor that writes itself is no party of the form.
fn parties(context: &Context<'_>, found: &mut Vec<Finding>) {
    for (index, party) in context.incident.beteiligte.liste().iter().enumerate() {
        let path = paths::item(&context.facts, "beteiligte", index);
        let mut check = |rule: &Rule, key: &str, fires: bool| {
            if fires {
                found.push(rule.at(path.key(key), context.complete));
            }
        };
        check(&PARTY_NAME, "name", known(&party.name) == State::Missing);
        check(&PARTY_ROLE, "rolle", party.rolle.ist_fehlt());
        let contacts = [&party.telefon, &party.email, &party.anschrift.ort];
        let reachable = contacts
            .iter()
            .any(|contact| known(contact) != State::Missing);
        check(&PARTY_CONTACT, "telefon", !reachable);
    }
}

/// What a word of a list leaves open.
fn described(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = context.incident;
    let silent = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    for (index, group) in incident.betroffene.gruppen.liste().iter().enumerate() {
        if group.gruppe.ist(&Gruppe::Sonstige) && silent(&group.beschreibung) {
            let path = paths::item(&context.facts, "betroffene.gruppen", index);
            found.push(GROUP_WORDS.at(path.key("beschreibung"), context.complete));
        }
    }
    let broad = [Kategorie::Sonstige, Kategorie::Verwaltungsvorgaenge];
    for (index, data) in incident.daten.liste().iter().enumerate() {
        let is_broad = broad.iter().any(|category| data.kategorie.ist(category));
        if is_broad && data.beispiele.iter().all(|text| text.trim().is_empty()) {
            let path = paths::item(&context.facts, "daten", index);
            found.push(DATA_WORDS.at(path.key("beispiele"), context.complete));
        }
    }
    for (index, effect) in incident.folgen.liste().iter().enumerate() {
        let other = effect.art.ist(&FolgeArt::Sonstige)
            || effect.auspraegung == Some(Auspraegung::Sonstiges);
        if other && silent(&effect.beschreibung) {
            let path = paths::item(&context.facts, "folgen", index);
            found.push(EFFECT_WORDS.at(path.key("beschreibung"), context.complete));
        }
    }
}

/// Whether people were told and nothing says in which words.
fn told_without_words(context: &Context<'_>) -> bool {
    let incident = context.incident;
    let told = incident.benachrichtigung.schritte.iter().any(|step| {
        step.am
            .hoechstens()
            .is_some_and(|day| day.bei() <= context.now)
    });
    let attached = incident
        .anlagen
        .iter()
        .any(|item| item.art.ist(&AnlagenArt::Benachrichtigungstext));
    told && !attached && known(&incident.vorfall.beschreibung_buerger) == State::Missing
}

/// Whether a hurt aim has no consequence that names it, or whose form belongs to it alone.
fn lacks_effects(incident: &Incident) -> bool {
    let effects = incident.folgen.liste();
    !effects.is_empty()
        && !incident.vorfall.schutzziele.liste().iter().all(|aim| {
            effects.iter().any(|effect| {
                effect.schutzziel == Some(*aim)
                    || effect.schutzziel.is_none()
                        && effect.auspraegung.and_then(aim_of) == Some(*aim)
            })
        })
}

/// The aim that a form of consequence belongs to.
const fn aim_of(form: Auspraegung) -> Option<Schutzziel> {
    match form {
        Auspraegung::OffenlegungUeberZweck
        | Auspraegung::Verknuepfung
        | Auspraegung::Zweckentfremdung => Some(Schutzziel::Vertraulichkeit),
        Auspraegung::UngueltigGenutzt | Auspraegung::ZuAnderemZweck => {
            Some(Schutzziel::Integritaet)
        }
        Auspraegung::KeinZugang | Auspraegung::Unterbrechung => Some(Schutzziel::Verfuegbarkeit),
        Auspraegung::Sonstiges | Auspraegung::WirdBewertet => None,
    }
}

/// Whether the description says anything on other states.
fn names_other_states(incident: &Incident) -> bool {
    let text = incident.vorfall.beschreibung.wert();
    let text = text.map(|text| text.to_lowercase()).unwrap_or_default();
    ["federführ", "mitgliedstaat", "ewr"]
        .iter()
        .any(|word| text.contains(word))
}
