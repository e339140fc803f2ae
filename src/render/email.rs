//! The e-mail face: a draft that a mail program opens, with text, HTML and the PDF attached.
//!
//! The bytes depend on the parts alone: date, boundaries and message id are set from them.
//! Nothing is sent here. `X-Unsent` makes mail programs open the file for writing.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Datelike as _, FixedOffset};
use lettre::address::Envelope;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Body, Mailbox, MessageBuilder, MultiPart, SinglePart, header};
use lettre::{Address, Message};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::document::model::Document;
use crate::render::words::{clean, is_bidi_control};

/// Domain of message ids and of the unseen envelope where nobody is named (RFC 2606).
const NOBODY: &str = "datenpanne.invalid";

/// Subjects are cut after so many characters; header lines must not exceed 998 bytes.
const SUBJECT_LENGTH: usize = 240;

/// Somebody with an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAddress {
    /// Name shown beside the address; may be empty.
    pub name: String,
    /// The address, `name@domain`, ASCII.
    pub address: String,
}

/// What an e-mail is made of besides the document's subject.
#[derive(Debug, Clone)]
pub struct MailParts<'a> {
    /// Sender; a draft without one gets it from the mail program.
    pub from: Option<MailAddress>,
    /// Recipients; a draft may have none.
    pub to: Vec<MailAddress>,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<MailAddress>,
    /// The HTML face.
    pub html: &'a str,
    /// The plain text face.
    pub text: &'a str,
    /// The PDF face.
    pub pdf: Option<&'a [u8]>,
    /// File name of the attachment, ASCII: `meldung.pdf`.
    pub attachment_name: &'a str,
    /// The stated time.
    pub date: DateTime<FixedOffset>,
}

/// Why there is no e-mail.
#[derive(Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum MailError {
    /// An address that is none.
    #[error(
        "{rolle}: Das ist keine E-Mail-Adresse. Nötig ist die Form name@domain; Umlaute in der Domain schreiben Sie bitte in der Form xn--…"
    )]
    Address {
        /// Whose address, in German: `Absender`, `2. Empfänger`.
        rolle: String,
    },
    /// A time that an e-mail can't carry.
    #[error("Das Datum der E-Mail muss zwischen 1970 und 9998 liegen.")]
    Date,
    /// The message could not be put together.
    #[error("Die E-Mail konnte nicht zusammengesetzt werden: {grund}")]
    Build {
        /// What the library says.
        grund: String,
    },
}

/// Builds the e-mail of a document; lines end with CRLF.
///
/// # Errors
/// An address that is not valid, or a date outside of 1970 to 9998.
pub fn render(document: &Document, parts: &MailParts<'_>) -> Result<Vec<u8>, MailError> {
    let from = match &parts.from {
        Some(from) => Some(mailbox(from, "Absender")?),
        None => None,
    };
    let mut to = Vec::new();
    for (at, address) in parts.to.iter().enumerate() {
        to.push(mailbox(address, &format!("{}. Empfänger", at + 1))?);
    }
    let reply_to = match &parts.reply_to {
        Some(address) => Some(mailbox(address, "Antwortadresse")?),
        None => None,
    };
    let subject = subject(&document.markings.mark(&document.subject));
    let hash = fingerprint(parts, &subject);

    let mut builder = dated(parts.date)?.subject(subject);
    let nobody = nobody()?;
    let sender = from.clone().unwrap_or_else(|| nobody.clone());
    let domain = match &from {
        Some(from) => from.email.domain().to_owned(),
        None => NOBODY.to_owned(),
    };
    builder = builder.from(sender.clone());
    let mut envelope: Vec<Address> = Vec::new();
    for recipient in to {
        envelope.push(recipient.email.clone());
        builder = builder.to(recipient);
    }
    if envelope.is_empty() {
        // The library wants one; it is not part of the bytes.
        envelope.push(sender.email.clone());
    }
    if let Some(reply_to) = reply_to {
        builder = builder.reply_to(reply_to);
    }
    let envelope =
        Envelope::new(Some(sender.email), envelope).map_err(|error| build_error(&error))?;
    let mut message = builder
        .envelope(envelope)
        .message_id(Some(message_id(document, &hash, &domain)))
        .multipart(body(parts, &hash)?)
        .map_err(|error| build_error(&error))?;
    finish(&mut message, parts, from.is_some());
    Ok(message.formatted())
}

fn build_error(error: &dyn std::error::Error) -> MailError {
    MailError::Build {
        grund: error.to_string(),
    }
}

/// A builder that has its date, so that nothing asks the clock.
fn dated(date: DateTime<FixedOffset>) -> Result<MessageBuilder, MailError> {
    if !(1970..=9998).contains(&date.year()) {
        return Err(MailError::Date);
    }
    let seconds = u64::try_from(date.timestamp()).map_err(|_| MailError::Date)?;
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    Ok(Message::builder().date(time))
}

/// Headers that the builder does not know or says otherwise.
fn finish(message: &mut Message, parts: &MailParts<'_>, has_from: bool) {
    let headers = message.headers_mut();
    // The library writes UTC; readers know the time of the place.
    let date = parts.date.to_rfc2822();
    headers.insert_raw(HeaderValue::dangerous_new_pre_encoded(
        HeaderName::new_from_ascii_str("Date"),
        date.clone(),
        date,
    ));
    for (name, value) in [
        (HeaderName::new_from_ascii_str("Content-Language"), "de"),
        (HeaderName::new_from_ascii_str("X-Unsent"), "1"),
    ] {
        headers.insert_raw(HeaderValue::new(name, value.to_owned()));
    }
    if !has_from {
        headers.remove::<header::From>();
    }
}

fn body(parts: &MailParts<'_>, hash: &str) -> Result<MultiPart, MailError> {
    let boundary = |part: &str| format!("{part}-{}", hash.get(..32).unwrap_or(hash));
    let alternative = MultiPart::alternative()
        .boundary(boundary("fassungen"))
        .singlepart(SinglePart::plain(parts.text.to_owned()))
        .singlepart(SinglePart::html(parts.html.to_owned()));
    let mixed = MultiPart::mixed()
        .boundary(boundary("teile"))
        .multipart(alternative);
    let Some(pdf) = parts.pdf else {
        return Ok(mixed);
    };
    let kind = ContentType::parse("application/pdf").map_err(|error| build_error(&error))?;
    let content =
        Body::new_with_encoding(pdf.to_vec(), ContentTransferEncoding::Base64).map_err(|_| {
            MailError::Build {
                grund: "Anhang".to_owned(),
            }
        })?;
    let name = file_name(parts.attachment_name);
    Ok(mixed.singlepart(Attachment::new(name).body(content, kind)))
}

fn mailbox(address: &MailAddress, rolle: &str) -> Result<Mailbox, MailError> {
    let wrong = || MailError::Address {
        rolle: rolle.to_owned(),
    };
    let written = address.address.trim();
    // Header lines can't be folded inside an address.
    if !written.is_ascii() || written.len() > 320 || written.chars().any(char::is_control) {
        return Err(wrong());
    }
    let email: Address = written.parse().map_err(|_| wrong())?;
    let name = one_line(&address.name, 120);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), email))
}

fn nobody() -> Result<Mailbox, MailError> {
    let address = MailAddress {
        name: String::new(),
        address: format!("entwurf@{NOBODY}"),
    };
    mailbox(&address, "Absender")
}

fn subject(text: &str) -> String {
    one_line(text, SUBJECT_LENGTH)
}

/// One line without control characters, at most `length` characters long.
fn one_line(text: &str, length: usize) -> String {
    let text = clean(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let line: String = words
        .join(" ")
        .chars()
        .filter(|c| !is_bidi_control(*c))
        .collect();
    if line.chars().count() <= length {
        return line;
    }
    let mut cut: String = line.chars().take(length.saturating_sub(2)).collect();
    cut.push_str(" …");
    cut
}

fn file_name(name: &str) -> String {
    let name: String = name
        .chars()
        .take(100)
        .map(|c| match c {
            c if c.is_ascii_alphanumeric() => c,
            '.' | '-' | '_' => c,
            _ => '_',
        })
        .collect();
    let name = name.trim_start_matches('.');
    if name.is_empty() {
        "dokument.pdf".to_owned()
    } else {
        name.to_owned()
    }
}

/// `<kennung.dokument.hash@domain>`
fn message_id(document: &Document, hash: &str, domain: &str) -> String {
    let token = |text: &str| -> String {
        let token: String = text
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(60)
            .collect();
        if token.is_empty() {
            "x".to_owned()
        } else {
            token
        }
    };
    format!(
        "<{}.{}.{}@{domain}>",
        token(&document.reference),
        token(&document.name),
        hash.get(..16).unwrap_or(hash),
    )
}

/// SHA-256 over everything that makes the message, hexadecimal.
fn fingerprint(parts: &MailParts<'_>, subject: &str) -> String {
    let mut hasher = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hasher.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(bytes);
    };
    for address in parts.from.iter().chain(&parts.to).chain(&parts.reply_to) {
        add(address.name.as_bytes());
        add(address.address.as_bytes());
    }
    add(subject.as_bytes());
    add(parts.date.to_rfc3339().as_bytes());
    add(parts.text.as_bytes());
    add(parts.html.as_bytes());
    add(parts.pdf.unwrap_or_default());
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
