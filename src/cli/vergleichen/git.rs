//! A facts file as a revision in git has it, by the program `git`.

use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::super::input::LIMIT;
use super::super::messages::{Failure, clean, reason, shown};

/// How long git may take for one answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// What helps without git.
const BY_HAND: &str = "Holen Sie die Datei selbst aus git, und vergleichen Sie zwei Dateien: datenpanne vergleichen ALT NEU";

/// A file of a revision.
pub(super) struct Found {
    /// Its name.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// The revision, as git abbreviates it.
    pub(super) commit: String,
}

/// The first of `names` in `folder` that the revision has.
pub(super) fn file(folder: &Path, revision: &str, names: &[&str]) -> Result<Found, Failure> {
    // What begins with a hyphen would be an option; a colon would name another file.
    if revision.is_empty() || revision.starts_with('-') || revision.contains([':', '\0', '\n']) {
        return Err(
            Failure::input(format!("„{}“ ist keine Revision.", clean(revision))).hint(
                "Möglich sind zum Beispiel git:HEAD~1, git:main oder die Kennung eines Commits.",
            ),
        );
    }
    let inside = git(folder, &["rev-parse", "--is-inside-work-tree"])?;
    if !inside.success {
        return Err(Failure::input(format!(
            "„{}“ liegt in keinem Git-Repository.",
            shown(folder)
        ))
        .hint("Ohne git lassen sich zwei Dateien vergleichen: datenpanne vergleichen ALT NEU"));
    }
    let commit = git(
        folder,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--short",
            &format!("{revision}^{{commit}}"),
        ],
    )?;
    if !commit.success {
        return Err(Failure::input(format!(
            "Die Revision „{}“ gibt es in diesem Git-Repository nicht.",
            clean(revision)
        ))
        .hint("Welche es gibt, zeigt: git log --oneline"));
    }
    for name in names {
        let blob = format!("{revision}:./{name}");
        let size = git(folder, &["cat-file", "-s", &blob])?;
        if !size.success {
            continue;
        }
        let length: u64 = String::from_utf8_lossy(&size.stdout)
            .trim()
            .parse()
            .unwrap_or(u64::MAX);
        if length > LIMIT {
            return Err(Failure::input(format!(
                "„{name}“ ist in dieser Revision zu groß für eine Tatsachendatei."
            )));
        }
        let found = git(folder, &["cat-file", "blob", &blob])?;
        if found.success {
            return Ok(Found {
                name: (*name).to_owned(),
                bytes: found.stdout,
                commit: clean(String::from_utf8_lossy(&commit.stdout).trim()),
            });
        }
    }
    Err(Failure::input(format!(
        "In der Revision „{}“ liegt in „{}“ keine Datei {}.",
        clean(revision),
        shown(folder),
        names.join(" oder ")
    ))
    .hint("Bitte prüfen Sie, ob die Datei dort anders hieß oder noch nicht aufgenommen war."))
}

/// Asks git, of a repository that somebody else may have prepared.
///
/// Its own settings can name programs, and objects that are missing can be fetched by any of them:
/// nothing is fetched, no helper runs, nothing is written. Only commands that read objects and
/// names are called.
fn git(folder: &Path, arguments: &[&str]) -> Result<Answer, Failure> {
    let mut command = Command::new("git");
    command
        .arg("--no-pager")
        .args(["-c", "core.fsmonitor=false"])
        .args(["-c", "core.hooksPath=/dev/null"])
        .args(["-c", "core.sshCommand=false"])
        .args(["-c", "core.askPass="])
        .args(["-c", "credential.helper="])
        .args(["-c", "protocol.allow=never"])
        .args(["-c", "safe.bareRepository=explicit"])
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env("GIT_NO_LAZY_FETCH", "1")
        // Stronger than what the repository allows itself for one protocol.
        .env("GIT_ALLOW_PROTOCOL", "")
        .env("GIT_PROTOCOL_FROM_USER", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env_remove("GIT_SSH")
        .env_remove("GIT_SSH_COMMAND")
        .env_remove("GIT_PROXY_COMMAND")
        .env_remove("GIT_ASKPASS")
        .env_remove("SSH_ASKPASS");
    ask(command, PATIENCE)
}

/// What git answered.
#[derive(Debug)]
struct Answer {
    success: bool,
    stdout: Vec<u8>,
}

/// Runs a command that reads: no input, a limited output, a limited time.
fn ask(mut command: Command, patience: Duration) -> Result<Answer, Failure> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| {
            if error.kind() == ErrorKind::NotFound {
                Failure::input("Das Programm git ist auf diesem Rechner nicht zu finden.")
                    .hint("Bitte installieren Sie git, oder vergleichen Sie zwei Dateien.")
            } else {
                Failure::input(format!("git ließ sich nicht starten. {}", reason(&error)))
            }
        })?;
    let (sender, receiver) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = stdout.take(LIMIT + 1).read_to_end(&mut bytes);
            // Nobody waits any more where the time is up.
            let _ = sender.send(read.map(|_| bytes));
        });
    }
    let ended = receiver
        .recv_timeout(patience)
        .map_err(|_| {
            Failure::input(format!(
                "git hat nach {} Sekunden nicht geantwortet.",
                patience.as_secs().max(1)
            ))
            .hint(BY_HAND)
        })
        .and_then(|read| {
            read.map_err(|error| {
                Failure::input(format!(
                    "Die Antwort von git ließ sich nicht lesen. {}",
                    reason(&error)
                ))
            })
        })
        .and_then(|stdout| {
            if u64::try_from(stdout.len()).unwrap_or(u64::MAX) > LIMIT {
                return Err(Failure::input(format!(
                    "git antwortet mit mehr als {} KiB; so lang ist keine Tatsachendatei.",
                    LIMIT / 1024
                ))
                .hint(BY_HAND));
            }
            // It has said all and may still be running.
            while start.elapsed() < patience {
                match child.try_wait() {
                    Ok(Some(status)) => {
                        return Ok(Answer {
                            success: status.success(),
                            stdout,
                        });
                    }
                    Ok(None) => thread::sleep(Duration::from_millis(2)),
                    Err(_) => break,
                }
            }
            Err(Failure::input("git hat sich nicht beendet.").hint(BY_HAND))
        });
    if ended.is_err() {
        let _ = child.kill();
        let _ = child.wait();
    }
    ended
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn failed(program: &str, argument: &str) -> String {
        let mut command = Command::new(program);
        command.arg(argument);
        let start = Instant::now();
        let failure = ask(command, Duration::from_millis(400)).unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(20));
        failure.message
    }

    #[test]
    fn who_never_ends_is_not_waited_for() {
        assert!(failed("sleep", "60").contains("nicht geantwortet"));
    }

    #[test]
    fn who_never_stops_talking_is_not_listened_to() {
        let mut command = Command::new("yes");
        command.arg("x");
        let failure = ask(command, Duration::from_secs(20)).unwrap_err();
        assert!(
            failure.message.contains("mehr als 2048 KiB"),
            "{}",
            failure.message
        );
    }

    #[test]
    fn an_answer_comes_with_how_it_ended() {
        let mut command = Command::new("echo");
        command.arg("x");
        let answer = ask(command, Duration::from_secs(20)).unwrap();
        assert!(answer.success);
        assert_eq!(answer.stdout, b"x\n");
        assert!(
            !ask(Command::new("false"), Duration::from_secs(20))
                .unwrap()
                .success
        );
    }
}
