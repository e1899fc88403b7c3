//! Bodies of any content: read back as they were written, and never more than refused.

use form_urlencoded::Serializer;
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Map, Value};

use super::{Charset, form, json};

fn cases() -> Config {
    Config { failure_persistence: None, ..Config::default() }
}

/// What a program might send: a name without the brackets of qs, and a text.
fn texts() -> impl Strategy<Value = Vec<(String, String)>> {
    let pairs = prop::collection::vec(("[^\\[\\]]{1,8}", ".{0,16}"), 0..6);
    pairs.prop_map(|mut pairs| {
        let mut seen = std::collections::HashSet::new();
        pairs.retain(|(name, _)| seen.insert(name.clone()));
        pairs
    })
}

fn object(pairs: &[(String, String)]) -> Map<String, Value> {
    pairs.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_form_and_the_same_as_json_say_the_same(pairs in texts()) {
        let members = object(&pairs);
        let form = Serializer::new(String::new()).extend_pairs(&pairs).finish();
        let read = form::parse(form.as_bytes(), false);
        prop_assert_eq!(read.map(|it| it.0), Ok(members.clone()));

        let text = Value::Object(members.clone()).to_string();
        let units = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
        let big_endian = [&[0xfe, 0xff], units(u16::to_be_bytes).as_slice()].concat();
        for (bytes, charset) in [
            (text.clone().into_bytes(), Charset::Utf8),
            (units(u16::to_le_bytes), Charset::Utf16),
            (big_endian, Charset::Utf16),
        ] {
            let read = json::parse(&bytes, charset).map(|it| it.0);
            prop_assert_eq!(read, Ok(members.clone()), "{:?}", charset);
        }
    }

    #[test]
    fn whatever_is_repeated_in_a_form_is_a_list_and_no_text(pairs in texts(), again in "[a-z]{0,4}") {
        let Some((name, _)) = pairs.first() else { return Ok(()) };
        let form = Serializer::new(String::new()).extend_pairs(&pairs).append_pair(name, &again).finish();
        let read = form::parse(form.as_bytes(), false).unwrap();
        prop_assert!(read.names(name) && read.text(name).is_none());
        prop_assert_eq!(form::parse(form.as_bytes(), true).unwrap().0, object(&pairs), "where the first counts");
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..64), text in "[\\[\\]a&=%+{}\":,]{0,64}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let _ = form::parse(bytes, false);
            for charset in [Charset::Utf8, Charset::Utf16] {
                let _ = json::parse(bytes, charset);
            }
        }
    }
}
