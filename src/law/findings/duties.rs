//! Duties beside report and communication: law of the Länder, social data, neighbouring duties.
//! Hints that name their source, never claims.

use super::{Context, Finding, Grade, Level, Rule};
use crate::facts::{Ausnahme, FieldPath, Rechtsregime, StellenRolle, VerantwortlicherArt};
use crate::law::duties::{self, Social, exception, neighbours, social};

/// The report and the record.
const DOCUMENTS: &[&str] = &["meldung", "vermerk"];
/// Documents that an exception of Art. 34 GDPR concerns.
const EXCEPTION: &[&str] = &["meldung", "portalbogen", "benachrichtigung", "vermerk"];

const fn rule(
    code: &'static str,
    path: &'static str,
    article: &'static str,
    message: &'static str,
    hint: &'static str,
    documents: &'static [&'static str],
) -> Rule {
    Rule::new(
        code,
        Level::Hinweis,
        path,
        article,
        message,
        hint,
        documents,
    )
}

const REPEALED: Rule = rule(
    "M601",
    "daten",
    "§ 83a SGB X",
    "Sozialdaten sind betroffen. Die Pflicht, die Rechts- oder Fachaufsicht zu unterrichten, ist seit Ende \
     2025 aufgehoben; eine Unterrichtung kann sich aus Kommunalaufsichtsrecht oder einem Erlass ergeben \
     oder freiwillig sein.",
    "Prüfen Sie, was in Ihrem Land gilt. Ist die Aufsicht unterrichtet, tragen Sie sie unter [[stellen]] mit \
     rolle = \"rechtsaufsicht\" oder \"fachaufsicht\" ein.",
    DOCUMENTS,
);

const SOCIAL: Rule = rule(
    "M602",
    "daten",
    "§ 83a SGB X",
    "Sozialdaten sind betroffen. Für Vorfälle bis zur Aufhebung Ende 2025 unterrichtet eine Stelle nach § 35 \
     SGB I auch die Rechts- oder Fachaufsichtsbehörde.",
    "Unterrichten Sie die Aufsicht und tragen Sie sie unter [[stellen]] mit rolle = \"rechtsaufsicht\" oder \
     \"fachaufsicht\" ein.",
    DOCUMENTS,
);

const LAND: Rule = rule(
    "M603",
    "benachrichtigung.ausnahme",
    "Art. 23 DSGVO, Landesdatenschutzgesetz",
    "Die Benachrichtigung soll nach Landesrecht unterbleiben. Prüfen Sie die Voraussetzungen der Vorschrift.",
    "Halten Sie unter benachrichtigung.begruendung fest, welcher Grund vorliegt und wie lange.",
    EXCEPTION,
);

const NO_LAW: Rule = rule(
    "M604",
    "benachrichtigung.ausnahme",
    "Art. 23 DSGVO",
    "Die Benachrichtigung soll nach Landesrecht unterbleiben. Für dieses Land ist keine solche Vorschrift \
     hinterlegt, oder das Land ist nicht angegeben: Welche Norm ist gemeint?",
    "Lassen Sie prüfen, ob das Land Art. 34 DSGVO beschränkt, und nennen Sie die Norm unter \
     benachrichtigung.begruendung.",
    EXCEPTION,
);

const BDSG_29: Rule = rule(
    "M605",
    "benachrichtigung.ausnahme",
    "§ 29 Abs. 1 Satz 3 und 4 BDSG",
    "§ 29 BDSG gilt vor allem für nicht-öffentliche Stellen und öffentliche Stellen des Bundes; für \
     öffentliche Stellen eines Landes gilt das Landesrecht.",
    "Prüfen Sie ausnahme. Auch nach § 29 BDSG ist zu benachrichtigen, wenn das Interesse der betroffenen \
     Personen überwiegt, besonders wenn Schäden drohen.",
    EXCEPTION,
);

const JI: Rule = rule(
    "M606",
    "benachrichtigung.ausnahme",
    "§ 66 Abs. 5 BDSG",
    "Einen Aufschub der Benachrichtigung wie in § 66 BDSG gibt es nur, wo die Richtlinie (EU) 2016/680 \
     gilt; nach den Angaben gilt sie hier weder für den Vorfall noch für einen Bereich.",
    "Prüfen Sie ausnahme, vorfall.rechtsregime und regime unter [[bereiche]].",
    EXCEPTION,
);

const REASONS: Rule = rule(
    "M607",
    "benachrichtigung.begruendung",
    "Landesdatenschutzgesetz",
    "Das Landesrecht verlangt, die Gründe zu dokumentieren, aus denen die Benachrichtigung unterbleibt; es \
     fehlt die Begründung.",
    "Nennen Sie die Gründe unter benachrichtigung.begruendung.",
    EXCEPTION,
);

const WEIGHING: Rule = rule(
    "M608",
    "benachrichtigung.ausnahme",
    "§ 29 Abs. 1 Satz 4 BDSG",
    "Die Benachrichtigung soll nach § 29 BDSG unterbleiben. Das gilt nicht, wenn das Interesse der \
     betroffenen Personen überwiegt, besonders wenn Schäden drohen.",
    "Halten Sie die Abwägung unter benachrichtigung.begruendung fest.",
    EXCEPTION,
);

pub(super) fn rules() -> impl Iterator<Item = Rule> {
    [
        REPEALED, SOCIAL, LAND, NO_LAW, BDSG_29, JI, REASONS, WEIGHING,
    ]
    .into_iter()
    .chain(neighbours::all().iter().map(|row| Rule {
        code: &row.code,
        grade: Grade::Always(Level::Hinweis),
        path: &row.pfad,
        article: &row.norm,
        message: &row.hinweis,
        hint: &row.abhilfe,
        documents: DOCUMENTS,
    }))
}

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let incident = context.incident;
    let on = duties::day(incident, context.now);
    let told = duties::told(
        incident,
        &[StellenRolle::Rechtsaufsicht, StellenRolle::Fachaufsicht],
    );
    match social(incident, on).filter(|_| !told) {
        Some(Social::Repealed) => found.push(REPEALED.finding(context.complete)),
        Some(Social::Holds(_)) => found.push(SOCIAL.finding(context.complete)),
        Some(Social::Unsure(_)) => {
            let mut finding = SOCIAL.finding(context.complete);
            finding.message = format!(
                "{} Ob die Vorschrift an diesem Tag noch galt, ist zu prüfen.",
                SOCIAL.message
            );
            found.push(finding);
        }
        None => {}
    }
    match incident.benachrichtigung.ausnahme.wert() {
        Some(Ausnahme::Landesrecht) => of_land(context, found),
        Some(Ausnahme::Bdsg29) if is_body_of_land(context) => {
            found.push(BDSG_29.finding(context.complete));
        }
        Some(Ausnahme::Bdsg29) => found.push(WEIGHING.finding(context.complete)),
        Some(Ausnahme::JiAufschub) if !has_ji(context) => found.push(JI.finding(context.complete)),
        Some(
            Ausnahme::JiAufschub
            | Ausnahme::Abs3A
            | Ausnahme::Abs3B
            | Ausnahme::Abs3C
            | Ausnahme::Abs4Feststellung,
        )
        | None => {}
    }
    for row in neighbours::find(incident, on) {
        found.push(Finding {
            code: &row.code,
            level: Level::Hinweis,
            path: Some(FieldPath::new(&row.pfad)),
            article: &row.norm,
            message: format!(
                "{} Adressat: {}. Quelle: {}.",
                row.hinweis, row.adressat, row.quelle
            ),
            hint: row.abhilfe.clone(),
            documents: DOCUMENTS,
        });
    }
}

/// The limit of a Land on Art. 34 GDPR.
fn of_land(context: &Context<'_>, found: &mut Vec<Finding>) {
    let land = context.incident.verantwortlicher.bundesland.wert().copied();
    let Some(row) = exception(land) else {
        found.push(NO_LAW.finding(context.complete));
        return;
    };
    let mut finding = LAND.finding(context.complete);
    let unread = if row.status.is_open() {
        " Ihr Text ist hier nicht hinterlegt: zu prüfen."
    } else {
        ""
    };
    let more = row
        .zusatz
        .as_deref()
        .map(|text| format!(" {text}"))
        .unwrap_or_default();
    finding.message = format!(
        "{} {}: {}{unread}{more} Quelle: {}.",
        LAND.message, row.norm, row.inhalt, row.quelle
    );
    found.push(finding);
    if row.zusatz_art == Some(duties::Kind::Dokumentation)
        && context.incident.benachrichtigung.begruendung.ist_fehlt()
    {
        found.push(REASONS.finding(context.complete));
    }
}

fn is_body_of_land(context: &Context<'_>) -> bool {
    use VerantwortlicherArt as Art;
    [
        Art::Kommune,
        Art::Landesbehoerde,
        Art::Zweckverband,
        Art::Anstalt,
        Art::Hochschule,
        Art::JobcenterKommunal,
    ]
    .iter()
    .any(|art| context.incident.verantwortlicher.art.ist(art))
}

fn has_ji(context: &Context<'_>) -> bool {
    context.incident.vorfall.rechtsregime == Rechtsregime::Ji
        || context
            .assessment
            .areas
            .iter()
            .any(|area| area.regime == Rechtsregime::Ji)
}
