//! Folding of names for search: Kazakh letters and their plain look-alikes become one.

/// Folds a text: lower case, Kazakh letters as the plain ones people type for them, Latin look-alikes as Cyrillic,
/// everything that is no letter or digit as one blank.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars().flat_map(char::to_lowercase).filter(|sign| !ACCENTS.contains(sign)) {
        match plain(sign) {
            Some(letter) => folded.push(letter),
            None if folded.ends_with(' ') || folded.is_empty() => {}
            None => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Combining signs: some keyboards type `й` as `и` and a breve.
const ACCENTS: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

fn plain(sign: char) -> Option<char> {
    let letter = match sign {
        'ә' | 'a' => 'а',
        'ғ' => 'г',
        'қ' | 'k' => 'к',
        'ң' => 'н',
        'ө' | 'o' => 'о',
        'ұ' | 'ү' | 'y' => 'у',
        'һ' | 'x' => 'х',
        'і' | 'i' | 'й' => 'и',
        'ё' | 'e' => 'е',
        'c' => 'с',
        'p' => 'р',
        'm' => 'м',
        't' => 'т',
        'b' => 'в',
        'h' => 'н',
        other if other.is_alphanumeric() => other,
        _ => return None,
    };
    Some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Letters of the Kazakh alphabet, with what a Russian keyboard has for them.
    const LOOK_ALIKES: &[(char, char)] = &[
        ('ә', 'а'),
        ('ғ', 'г'),
        ('қ', 'к'),
        ('ң', 'н'),
        ('ө', 'о'),
        ('ұ', 'у'),
        ('ү', 'у'),
        ('һ', 'х'),
        ('і', 'и'),
        ('Қ', 'к'),
        ('Ә', 'А'),
        ('б', 'б'),
        (' ', ' '),
    ];

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in ".{0,60}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn any_kazakh_letter_may_be_typed_plain(
            typed in prop::collection::vec((prop::sample::select(LOOK_ALIKES), any::<bool>()), 0..20),
        ) {
            let printed: String = typed.iter().map(|((kazakh, _), _)| kazakh).collect();
            let mixed: String = typed.iter().map(|((kazakh, plain), own)| if *own { kazakh } else { plain }).collect();
            prop_assert_eq!(fold(&mixed), fold(&printed));
        }

        #[test]
        fn what_is_folded_has_single_blanks_and_no_marks(text in ".{0,60}") {
            let folded = fold(&text);
            prop_assert_eq!(folded.split_whitespace().collect::<Vec<_>>().join(" "), folded.clone());
            prop_assert!(folded.chars().all(|sign| sign == ' ' || sign.is_alphanumeric()));
        }

        #[test]
        fn case_does_not_matter(text in "[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі ]{0,40}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        }
    }

    #[test]
    fn plain_look_alikes_find_kazakh_letters() {
        assert_eq!(fold("Қызылорда"), fold("Кызылорда"));
        assert_eq!(fold("Өскемен қаласы, Әуезов"), fold("оскемен каласы ауезов"));
        assert_eq!(fold("«ЖерҒӨО» РМК"), "жергоо рмк");
        assert_eq!(fold("Аи\u{306}ыртау"), fold("Айыртау"), "a breve of its own");
        assert_eq!(fold("Aстана"), fold("Астана"), "a Latin A");
    }
}
