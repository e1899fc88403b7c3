//! JSON bodies, strictly: an object or a list (production-oauth A.1).

use serde_json::Value;

use super::Charset;
use crate::wire::{Parameters, Refusal};

/// The members of the object; a list has none.
pub(super) fn parse(bytes: &[u8], charset: Charset) -> Result<Parameters, Refusal> {
    let text = text(bytes, charset).ok_or(Refusal::UnreadableBody)?;
    match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(Value::Object(members)) => Ok(Parameters(members)),
        Ok(Value::Array(_)) => Ok(Parameters::default()),
        _ => Err(Refusal::UnreadableBody),
    }
}

fn text(bytes: &[u8], charset: Charset) -> Option<String> {
    match charset {
        Charset::Utf8 => String::from_utf8(bytes.to_vec()).ok(),
        Charset::Utf16 => {
            let big_endian = bytes.starts_with(&[0xfe, 0xff]);
            let unit = |pair: &[u8]| match *pair {
                [a, b] if big_endian => u16::from_be_bytes([a, b]),
                [a, b] => u16::from_le_bytes([a, b]),
                _ => 0xfffd,
            };
            String::from_utf16(&bytes.chunks(2).map(unit).collect::<Vec<_>>()).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_read_in_its_order() {
        let parameters = parse(br#"{"b":"1","a":2}"#, Charset::Utf8).unwrap();
        assert_eq!(parameters.0.keys().collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(parameters.text("b"), Some("1"));
        assert_eq!(parameters.text("a"), None);
    }

    #[test]
    fn a_list_holds_no_parameters() {
        assert_eq!(parse(b"[]", Charset::Utf8), Ok(Parameters::default()));
    }

    #[test]
    fn anything_else_is_unreadable() {
        let deep = "[".repeat(5_000);
        for body in ["{", "1", "null", "\"x\"", "{\"a\":\"\u{0}\"}", &deep] {
            assert_eq!(parse(body.as_bytes(), Charset::Utf8), Err(Refusal::UnreadableBody), "{body:.20}");
        }
        assert_eq!(parse(b"{\"a\":\"\xff\"}", Charset::Utf8), Err(Refusal::UnreadableBody));
        assert_eq!(parse(b"{\"a", Charset::Utf16), Err(Refusal::UnreadableBody));
    }

    #[test]
    fn sixteen_bit_text_is_read() {
        let little: Vec<u8> = "{\"a\":\"\u{e4}\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(parse(&little, Charset::Utf16).unwrap().text("a"), Some("\u{e4}"));
    }
}
