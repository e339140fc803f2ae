//! `freigeben`: documents become a version of the case file, with everything they were made from.
//!
//! What is approved is the content: the same documents, byte for byte. Whoever approves later
//! approves what lies there; the documents are made once more as they were made then, and where
//! one byte differs, it is a new version.

mod freeze;
mod opinion;

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::akte::{Writer, texts};
use super::erzeugen;
use super::findings::{concerns, name, noun, print};
use super::input::Source;
use super::manifest::Digest;
use super::messages::{Console, Exit, Failure, clean};
use super::plan::{Leave, Plan};
use super::steps::{self, Facts, Finding};
use super::{args, clock, reading};
use crate::drafts::akte::{Content, Entry, FOLDER, Freigabe, State, Version, same};
use crate::facts::approval::advises;
use freeze::{Freezing, Frozen};

/// Options of `freigeben`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("was").required(true).multiple(true).args(["dokument", "version", "stellungnahme"])))]
pub(crate) struct Freigeben {
    #[arg(value_name = "VORFALL", help = args::VORFALL)]
    pub(crate) vorfall: PathBuf,

    #[arg(
        long,
        value_name = "NAME",
        value_delimiter = ',',
        action = clap::ArgAction::Append,
        value_parser = PossibleValuesParser::new(steps::DOCUMENTS.iter().copied()),
        hide_possible_values = true,
        help = format!(
            "Diese Dokumente freigeben, durch Komma getrennt oder mehrfach angegeben: {}",
            steps::DOCUMENTS.join(", ")
        )
    )]
    pub(crate) dokument: Vec<String>,

    #[arg(
        long,
        value_name = "NUMMER",
        conflicts_with_all = ["dokument", "vorlagen", "anlagen", "uebung"],
        value_parser = clap::value_parser!(u32).range(1..),
        help = "Eine Version, die schon in der Akte liegt, so freigeben, wie sie dort liegt"
    )]
    pub(crate) version: Option<u32>,

    #[arg(
        long,
        value_name = "NAME",
        help = "Wer freigibt oder Stellung nimmt; der Name steht im Journal"
    )]
    pub(crate) durch: String,

    #[arg(
        long,
        value_name = "ROLLE",
        help = "In welcher Rolle, zum Beispiel recht oder leitung; die Rolle dsb nimmt Stellung und gibt nicht frei"
    )]
    pub(crate) rolle: String,

    #[arg(
        long,
        value_name = "TEXT",
        conflicts_with_all = ["dokument", "trotzdem", "vorlagen", "anlagen", "uebung"],
        help = "Statt einer Freigabe eine Stellungnahme festhalten, zum Beispiel die der oder des Datenschutzbeauftragten (Art. 38, 39 DSGVO)"
    )]
    pub(crate) stellungnahme: Option<String>,

    #[arg(
        long,
        value_name = "DATEI",
        requires = "stellungnahme",
        help = "Eine Datei zur Stellungnahme, die als Beleg in die Akte kommt"
    )]
    pub(crate) beleg: Vec<PathBuf>,

    #[arg(
        long,
        value_name = "GRUND",
        help = "Trotz Befunden der Stufe „fehler“ freigeben, solange die Meldung nicht vollständig ist; \
                der Grund (höchstens 500 Zeichen, bitte ohne Namen) steht im Journal und im Vermerk"
    )]
    pub(crate) trotzdem: Option<String>,

    #[command(flatten)]
    pub(crate) vorlagen: args::Vorlagen,

    #[arg(
        long,
        help = "In meldung.pdf die Tatsachen (ohne interne Angaben) und den Portalbogen für Programme einbetten (PDF/A-3)"
    )]
    pub(crate) anlagen: bool,

    #[arg(
        long,
        help = "Zur Übung freigeben; die Dokumente bleiben als Übung gekennzeichnet"
    )]
    pub(crate) uebung: bool,

    #[command(flatten)]
    pub(crate) jetzt: args::Jetzt,
}

/// Who approves.
struct Approver {
    by: String,
    role: String,
}

/// Releases documents, approves a version, or records an opinion.
pub(crate) fn run(options: &Freigeben, console: &Console) -> Result<Exit, Failure> {
    let now = clock::stated(options.jetzt.as_deref())?;
    let approver = Approver {
        by: texts::name("--durch", &options.durch)?,
        role: texts::name("--rolle", &options.rolle)?,
    };
    if let Some(text) = &options.stellungnahme {
        return opinion::record(options, &approver, text, now, console);
    }
    if advises(&approver.role) {
        return Err(Failure::input(
            "Die oder der Datenschutzbeauftragte berät und gibt nicht frei (Art. 38, 39 DSGVO).",
        )
        .hint(
            "Halten Sie die Stellungnahme fest: --stellungnahme \"TEXT\". Freigeben muss, wer für die Stelle \
             entscheidet, zum Beispiel die Leitung oder das Rechtsamt.",
        ));
    }
    let reason = erzeugen::reason(options.trotzdem.as_deref())?;
    let (source, facts) = reading::incident(&options.vorfall, console)?;
    let reference = reference(&facts)?;
    check_rule(&facts)?;
    let folder = source.folder.clone();

    // Of a version that lies there, its own facts are judged.
    let frozen = match options.version {
        Some(number) => Some(freeze::read(&folder, number)?),
        None => None,
    };
    let judged = frozen.as_ref().map_or(&facts, |(_, facts)| facts);
    let wanted = match &frozen {
        Some((version, _)) => erzeugen::named(&version.about.dokumente),
        None => erzeugen::named(&options.dokument),
    };
    let assessment = judged.case.assess(now);
    let findings: Vec<&Finding> = assessment
        .findings
        .iter()
        .filter(|finding| wanted.iter().any(|document| concerns(finding, document)))
        .collect();
    let (heavy, light): (Vec<&Finding>, Vec<&Finding>) = findings
        .iter()
        .copied()
        .partition(|finding| finding.level != steps::Level::Hinweis);
    print(&heavy, console);
    if !light.is_empty() {
        console.note(&format!(
            "{} {}, zu lesen mit datenpanne pruefen; die Version hält sie fest (befunde.json).",
            light.len(),
            noun(steps::Level::Hinweis, light.len())
        ));
    }
    let leave = Leave::of(false, reason.as_deref(), judged.is_complete());
    let plan = Plan::new(&wanted, &findings, leave);
    if plan.is_stopped() {
        refuse(&plan, &findings, leave, console);
        return Ok(Exit::Findings);
    }
    let despite = plan.despite.then_some(reason).flatten();
    if despite.is_none() && options.trotzdem.is_some() {
        console.note("--trotzdem war nicht nötig; der Grund wird nicht festgehalten.");
    }
    let despite = despite.map(|reason| {
        let stopping = findings.iter().filter(|f| f.level == steps::Level::Fehler);
        let mut codes: Vec<String> = stopping.map(|finding| finding.code.to_owned()).collect();
        codes.dedup();
        (reason, codes)
    });

    let mut writer = Writer::open(&folder, reference, now, console)?;
    let place = folder.join(FOLDER);
    let known = writer.case_file.journal.versions().to_vec();
    let approved = if let Some(number) = options.version {
        let version = known
            .iter()
            .find(|version| version.number == number && version.is_kept())
            .ok_or_else(|| Failure::input(format!("Version {number} liegt nicht in der Akte.")))?;
        freeze::intact(&writer, version)?;
        Approved::Known(version)
    } else {
        keep_drills_apart(&known, options.uebung)?;
        let freezing = Freezing {
            source: &source,
            facts: &facts,
            wanted: &wanted,
            options,
        };
        freezing.run(&writer, &known, despite.as_ref(), now, console)?
    };
    let (number, entry) = match approved {
        Approved::Failed(exit) => return Ok(exit),
        Approved::Known(version) => {
            if already(version, &approver, console)? {
                return report(&writer, version.number, &place, console);
            }
            let approval = approval(version.number, &approver, version.manifest.clone(), despite);
            let entry = writer.enter(Vec::new(), |_| Content::Freigabe(approval))?;
            (version.number, entry)
        }
        Approved::New(frozen) => {
            let Frozen {
                number,
                manifest,
                about,
                files,
            } = *frozen;
            let mut approval = approval(number, &approver, manifest, despite);
            approval.neu = Some(about);
            let entry = writer.enter(files, |dateien| {
                Content::Freigabe(Freigabe {
                    dateien,
                    ..approval
                })
            })?;
            (number, entry)
        }
    };
    say_state(&writer, number, &approver, &entry, reference, console);
    report(&writer, number, &place, console)
}

/// What is approved.
enum Approved<'a> {
    /// A version that lies there.
    Known(&'a Version),
    /// A new one.
    New(Box<Frozen>),
    /// A document could not be made; it has been said.
    Failed(Exit),
}

fn approval(
    version: u32,
    approver: &Approver,
    manifest: String,
    despite: Option<(String, Vec<String>)>,
) -> Freigabe {
    let (trotzdem, befunde) = despite.unzip();
    Freigabe {
        version,
        durch: approver.by.clone(),
        rolle: approver.role.clone(),
        manifest,
        trotzdem,
        befunde: befunde.unwrap_or_default(),
        neu: None,
        dateien: Vec::new(),
    }
}

/// Kennung of the incident.
fn reference(facts: &Facts) -> Result<&str, Failure> {
    facts.reference().ok_or_else(|| {
        Failure::input("Die Kennung des Vorfalls (vorfall.kennung) fehlt oder ist unzulässig.")
            .hint("Die Akte gehört zu einer Kennung: Kleinbuchstaben a bis z, Ziffern und Bindestriche, höchstens 60 Zeichen.")
    })
}

/// The house's rule must be one that can be kept.
fn check_rule(facts: &Facts) -> Result<(), Failure> {
    let required = &facts.case.incident().freigabe.erforderlich;
    if required.iter().any(|role| role.trim().is_empty()) {
        return Err(
            Failure::input("Unter freigabe.erforderlich steht eine leere Rolle.")
                .hint("Zum Beispiel: erforderlich = [\"recht\", \"leitung\"]"),
        );
    }
    if let Some(role) = required.iter().find(|role| advises(role)) {
        return Err(Failure::input(format!(
            "freigabe.erforderlich nennt „{}“: Die oder der Datenschutzbeauftragte berät und gibt nicht frei \
             (Art. 38, 39 DSGVO).",
            clean(role)
        ))
        .hint(
            "Nehmen Sie die Rolle heraus. Eine Stellungnahme hält fest: \
             datenpanne freigeben VORFALL --stellungnahme \"TEXT\" --durch NAME --rolle dsb",
        ));
    }
    Ok(())
}

/// Says why documents are not released.
fn refuse(plan: &Plan, findings: &[&Finding], leave: Leave, console: &Console) {
    for document in &plan.stopped {
        let reasons: Vec<_> = findings
            .iter()
            .filter(|finding| super::findings::stops(finding, document))
            .map(|finding| name(finding))
            .collect();
        console.failure(&Failure::finding(format!(
            "„{document}“ wird nicht freigegeben: {}.",
            reasons.join(", ")
        )));
    }
    console.say("  → Ergänzen Sie die Angaben; in die Akte ist nichts geschrieben.");
    console.say(if leave == Leave::Refused {
        "  → --trotzdem gilt nur, solange die Meldung unvollständig ist. \
         Eine vollständige Meldung (meldung.vollstaendig = true) hat dieses Recht nicht."
    } else {
        "  → Mit --trotzdem \"GRUND\" geben Sie trotzdem frei; der Grund steht dann im Journal."
    });
}

/// A drill and the real thing never share a case file.
fn keep_drills_apart(known: &[Version], drill: bool) -> Result<(), Failure> {
    match known.last() {
        Some(version) if version.about.uebung != drill => Err(Failure::input(if drill {
            "In dieser Akte stehen wirkliche Freigaben; eine Übung gehört nicht dazu."
        } else {
            "Diese Akte gehört zu einer Übung; eine wirkliche Freigabe gehört nicht dazu."
        })
        .hint("Kopieren Sie vorfall.toml für die Übung in einen eigenen Ordner, ohne den Ordner „akte“.")),
        Some(_) | None => Ok(()),
    }
}

/// Whether this approval stands there already; an error where the person may not give it.
fn already(version: &Version, approver: &Approver, console: &Console) -> Result<bool, Failure> {
    let own = |approval: &&crate::drafts::akte::Approval| same(&approval.by, &approver.by);
    let mut approvals = version.approvals.iter().filter(own);
    if approvals.any(|approval| same(&approval.role, &approver.role)) {
        console.note(&format!(
            "{} hat Version {} als „{}“ schon freigegeben; es kam kein Eintrag hinzu.",
            clean(&approver.by),
            version.number,
            clean(&approver.role)
        ));
        return Ok(true);
    }
    let required = |role: &str| version.about.erforderlich.iter().any(|r| same(r, role));
    if required(&approver.role) && !version.about.eine_person {
        let other = version
            .approvals
            .iter()
            .filter(own)
            .find(|approval| required(&approval.role));
        if let Some(other) = other {
            return Err(Failure::input(format!(
                "{} hat Version {} schon als „{}“ freigegeben und kann nicht auch als „{}“ freigeben.",
                clean(&approver.by),
                version.number,
                clean(&other.role),
                clean(&approver.role)
            ))
            .hint(
                "Eine andere Person muss freigeben. Darf es dieselbe sein, schreiben Sie vor einer neuen Version \
                 unter [freigabe]: eine_person = true",
            ));
        }
    }
    if !version.about.erforderlich.is_empty() && !required(&approver.role) {
        console.note(&format!(
            "Die Rolle „{}“ ist nicht unter den erforderlichen ({}).",
            clean(&approver.role),
            clean(&version.about.erforderlich.join(", "))
        ));
    }
    Ok(false)
}

/// Says what came to be.
fn say_state(
    writer: &Writer,
    number: u32,
    approver: &Approver,
    entry: &Entry,
    reference: &str,
    console: &Console,
) {
    let versions = writer.case_file.journal.versions();
    let Some(version) = versions.iter().find(|version| version.number == number) else {
        return;
    };
    console.say(&format!(
        "{reference}: Version {number} ({}), Freigabe durch {} ({}).",
        version.about.dokumente.join(", "),
        clean(&approver.by),
        clean(&approver.role)
    ));
    match &version.state {
        State::Waiting { lacking } => console.say(&format!(
            "Es fehlt noch die Freigabe: {}. Zum Beispiel: datenpanne freigeben VORFALL --version {number} \
             --durch NAME --rolle {}",
            clean(&lacking.join(", ")),
            clean(lacking.first().map_or("ROLLE", String::as_str))
        )),
        State::Released { .. } => console.say(&format!(
            "Version {number} ist freigegeben. Halten Sie fest, wohin sie geht: datenpanne akte VORFALL eintragen \
             versand --version {number} --dokument {} --an EMPFÄNGER --weg WEG --am ZEIT",
            version.about.dokumente.first().map_or("NAME", String::as_str)
        )),
        State::Deleted { .. } => {}
    }
    console.say(&format!(
        "Kopf der Akte: Eintrag {}, Prüfwert {}.",
        entry.number, entry.hash
    ));
}

/// The files of the version on stdout.
fn report(
    writer: &Writer,
    number: u32,
    place: &std::path::Path,
    console: &Console,
) -> Result<Exit, Failure> {
    let versions = writer.case_file.journal.versions();
    let mut list = Vec::new();
    for version in versions.iter().filter(|version| version.number == number) {
        for file in version.document_files() {
            list.extend_from_slice(place.join(&file.datei).as_os_str().as_encoded_bytes());
            list.push(b'\n');
        }
    }
    console.result(&list)?;
    Ok(Exit::Done)
}

/// Digest of the facts as they lie on disk.
fn digest(source: &Source) -> String {
    Digest::of(&source.bytes).digits().to_owned()
}
