//! Bytes → text: UTF-8, UTF-16 with its mark, and whatever HTML and XML say that they are written in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{DocumentError, Format, decode};

/// A declaration stands within so many bytes.
const HEAD: usize = 2048;

/// What stands before the name of an encoding, in XML and in HTML.
const DECLARED: &[&str] = &["encoding=", "charset="];

/// The text of a file. It is borrowed where the file is UTF-8, so that places in both are the same.
///
/// What reads as UTF-8 is UTF-8, whatever it says of itself: hardly any other text does by chance.
pub(super) fn text(bytes: &[u8], format: Format) -> Result<Cow<'_, str>, DocumentError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8) {
        return strict(&bytes[length..], encoding).map(Cow::Owned);
    }
    let error = match decode(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(error) => error,
    };
    let declares = matches!(format, Format::Html | Format::Nitf | Format::NewsMl);
    let is_text = matches!(error, DocumentError::NotUtf8 { .. });
    match declared(bytes).filter(|_| declares && is_text) {
        None => Err(error),
        Some(name) => match Encoding::for_label(name.as_bytes()) {
            None => {
                Err(DocumentError::WrongEncoding { encoding: name, why: "no encoding has that name".into() })
            }
            Some(encoding) if encoding == UTF_8 => Err(error),
            Some(encoding) => strict(bytes, encoding).map(Cow::Owned),
        },
    }
}

fn strict(bytes: &[u8], encoding: &'static Encoding) -> Result<String, DocumentError> {
    let wrong = |why: &str| DocumentError::WrongEncoding { encoding: encoding.name().into(), why: why.into() };
    let even = encoding != UTF_16LE && encoding != UTF_16BE || bytes.len().is_multiple_of(2);
    if !even {
        return Err(wrong("half a character stands at its end"));
    }
    let decoded = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let text = decoded.ok_or_else(|| wrong("some of its bytes belong to no character"))?;
    if text.contains('\0') {
        return Err(DocumentError::Foreign { form: "a binary file" });
    }
    decode(text.as_bytes())?;
    Ok(text.into_owned())
}

/// The encoding that a file says it is written in.
fn declared(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(HEAD).map(|byte| char::from(*byte)).collect();
    let lower = head.to_ascii_lowercase();
    let behind = DECLARED.iter().filter_map(|sign| lower.find(sign).map(|at| at + sign.len())).min()?;
    let value = head[behind..].trim_start_matches(['"', '\'', ' ']);
    let name: String = value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_is_read() {
        let latin = b"<?xml version='1.0' encoding=\"ISO-8859-1\"?><p>\xe9t\xe9 \x93no\x94</p>";
        assert!(text(latin, Format::Nitf).unwrap().contains("été “no”"));
        let html = b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><p>\x93no\x94";
        assert!(text(html, Format::Html).unwrap().contains("“no”"));
        let utf8 = "<?xml version='1.0' encoding='ISO-8859-1'?><p>été</p>";
        assert_eq!(text(utf8.as_bytes(), Format::Nitf).unwrap(), utf8);
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let bytes: Vec<u8> = "\u{feff}Née.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&bytes, Format::Text).unwrap(), "Née.");
        assert!(matches!(text(&bytes[..7], Format::Text), Err(DocumentError::WrongEncoding { .. })));
        let lone = [0xff, 0xfe, 0x00, 0xd8, b'a', 0];
        assert!(matches!(text(&lone, Format::Text), Err(DocumentError::WrongEncoding { .. })));
    }

    #[test]
    fn what_is_declared_wrongly_is_told() {
        for (bytes, format) in [
            (&b"<?xml version='1.0' encoding='UTF-8'?><p>\xe9</p>"[..], Format::Nitf),
            (b"<meta charset=klingon><p>\xe9</p>", Format::Html),
            (b"<meta charset=shift_jis><p>\x81</p>\xff", Format::Html),
            (b"charset=latin1 \xe9", Format::Markdown),
        ] {
            assert!(text(bytes, format).is_err(), "{format:?}");
        }
    }
}
