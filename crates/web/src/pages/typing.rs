//! What may have been meant by letters of the wrong alphabet: a keyboard left in the other layout, or Cyrillic spelt in Latin
//! letters.

/// Keys of the Latin keyboard with what the Russian layout has on them.
const KEYS: &[(char, char)] = &[
    ('q', 'й'),
    ('w', 'ц'),
    ('e', 'у'),
    ('r', 'к'),
    ('t', 'е'),
    ('y', 'н'),
    ('u', 'г'),
    ('i', 'ш'),
    ('o', 'щ'),
    ('p', 'з'),
    ('[', 'х'),
    (']', 'ъ'),
    ('a', 'ф'),
    ('s', 'ы'),
    ('d', 'в'),
    ('f', 'а'),
    ('g', 'п'),
    ('h', 'р'),
    ('j', 'о'),
    ('k', 'л'),
    ('l', 'д'),
    (';', 'ж'),
    ('\'', 'э'),
    ('z', 'я'),
    ('x', 'ч'),
    ('c', 'с'),
    ('v', 'м'),
    ('b', 'и'),
    ('n', 'т'),
    ('m', 'ь'),
    (',', 'б'),
    ('.', 'ю'),
    ('`', 'ё'),
];

/// Keys of the upper row on which the Kazakh layout has its own letters.
const KAZAKH_KEYS: &[(char, char)] = &[
    ('2', 'ә'),
    ('3', 'і'),
    ('4', 'ң'),
    ('5', 'ғ'),
    ('8', 'ү'),
    ('9', 'ұ'),
    ('0', 'қ'),
    ('-', 'ө'),
    ('=', 'һ'),
];

/// Spellings of Cyrillic in Latin letters, the longer before the shorter: those of Russian and those of Kazakh.
const SPELLINGS: &[(&str, &str)] = &[
    ("shch", "щ"),
    ("sch", "щ"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("yu", "ю"),
    ("ya", "я"),
    ("yo", "ё"),
    ("ye", "е"),
    ("gh", "ғ"),
    ("ng", "ң"),
    ("a", "а"),
    ("b", "б"),
    ("c", "ц"),
    ("d", "д"),
    ("e", "е"),
    ("f", "ф"),
    ("g", "г"),
    ("h", "х"),
    ("i", "и"),
    ("j", "ж"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("q", "қ"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("v", "в"),
    ("w", "у"),
    ("x", "х"),
    ("z", "з"),
    ("ä", "ә"),
    ("ğ", "ғ"),
    ("ñ", "ң"),
    ("ń", "ң"),
    ("ö", "ө"),
    ("ü", "ү"),
    ("ū", "ұ"),
    ("ş", "ш"),
    ("ı", "ы"),
    ("'", "ь"),
];

/// Other readings of a text, where its letters allow any: typed in the other layout, spelt in the other alphabet.
pub(super) fn readings(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let latin = text.chars().any(|sign| sign.is_ascii_alphabetic());
    let cyrillic = text.chars().any(|sign| ('\u{400}'..='\u{52f}').contains(&sign));
    match (latin, cyrillic) {
        (true, false) => vec![on_cyrillic_keys(&text), in_cyrillic(&text)],
        (false, true) => vec![on_latin_keys(&text)],
        _ => Vec::new(),
    }
}

/// What the same keys write in the Kazakh layout. A number stays one.
fn on_cyrillic_keys(text: &str) -> String {
    let word = |word: &str| -> String {
        let own = word.chars().any(|sign| sign.is_ascii_alphabetic());
        let keys =
            |sign: &char| KEYS.iter().chain(if own { KAZAKH_KEYS } else { &[] }).find(|(key, _)| key == sign);
        word.chars().map(|sign| keys(&sign).map_or(sign, |(_, letter)| *letter)).collect()
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// What the same keys write in the Latin layout.
fn on_latin_keys(text: &str) -> String {
    let key = |sign: char| KEYS.iter().find(|(_, letter)| *letter == sign).map_or(sign, |(key, _)| *key);
    text.chars().map(key).collect()
}

/// Latin letters read as a spelling of Cyrillic.
fn in_cyrillic(text: &str) -> String {
    let mut read = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let spelling = SPELLINGS.iter().find_map(|(latin, letter)| Some((letter, rest.strip_prefix(latin)?)));
        if let Some((letter, behind)) = spelling {
            read.push_str(letter);
            rest = behind;
            continue;
        }
        // `y` is `й` behind a vowel, `ы` elsewhere.
        let vowel = read.ends_with(['а', 'е', 'и', 'о', 'у', 'ы', 'ә', 'ө', 'ү', 'ұ', 'і']);
        read.push(match first {
            'y' if vowel => 'й',
            'y' => 'ы',
            other => other,
        });
        rest = rest.strip_prefix(first).unwrap_or_default();
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_is_typed_nothing_panics(text in ".{0,100}") {
            readings(&text);
        }

        #[test]
        fn the_wrong_layout_is_undone(text in "[а-я]{1,20}") {
            prop_assert_eq!(on_cyrillic_keys(&on_latin_keys(&text)), text);
        }
    }

    #[test]
    fn a_keyboard_in_the_other_layout_is_read() {
        assert_eq!(on_cyrillic_keys("fhtylf"), "аренда");
        assert_eq!(on_cyrillic_keys(";fk5f fke"), "жалға алу");
        assert_eq!(on_cyrillic_keys("fhtylf 13"), "аренда 13", "a number stays one");
        assert_eq!(on_latin_keys("дуфыу"), "lease");
    }

    #[test]
    fn cyrillic_in_latin_letters_is_read() {
        assert_eq!(in_cyrillic("zemelnyy uchastok"), "земелный участок");
        assert_eq!(in_cyrillic("chey"), "чей");
        assert_eq!(in_cyrillic("zher telimi"), "жер телими");
        assert_eq!(in_cyrillic("jalğa alu"), "жалға алу");
    }

    #[test]
    fn mixed_letters_and_numbers_have_no_other_reading() {
        assert!(readings("apeнда").is_empty());
        assert!(readings("13").is_empty());
    }
}
