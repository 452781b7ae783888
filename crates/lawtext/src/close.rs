//! Letters that the export has spread over a line, closed up.
//!
//! It spreads the last line of a paragraph over the whole width: one blank stands between letters then, two between words.
//! A narrow `і` is sometimes set apart alone, in lines whose words stand two blanks apart.

/// The line without blanks at its ends, spread letters closed up, single blanks between words.
pub fn close_up(line: &str) -> String {
    let tokens = tokens(line);
    let spread = is_spread(&tokens);
    let loose = !spread && is_loose(&tokens);
    let mut closed = String::with_capacity(line.len());
    let mut left = "";
    for (gap, token) in tokens {
        let joined = gap == 1
            && (spread && (is_single(left) || is_single(token)) || loose && belongs_together(left, token));
        if !closed.is_empty() && !joined {
            closed.push(' ');
        }
        closed.push_str(token);
        left = token;
    }
    closed
}

/// Words with the number of blanks before each.
fn tokens(line: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut rest = line.trim();
    let mut gap = 0;
    while !rest.is_empty() {
        let (token, after) = match rest.find(char::is_whitespace) {
            Some(end) => rest.split_at(end),
            None => (rest, ""),
        };
        found.push((gap, token));
        rest = after.trim_start();
        gap = after.strip_suffix(rest).unwrap_or_default().chars().count();
    }
    found
}

fn is_single(token: &str) -> bool {
    token.chars().nth(1).is_none()
}

/// Whether the letters of the line are spread: nearly every word is one sign, and there are letters among them.
fn is_spread(tokens: &[(usize, &str)]) -> bool {
    let singles = tokens.iter().filter(|(_, token)| is_single(token)).count();
    let letters =
        tokens.iter().filter(|(_, token)| is_single(token) && token.chars().all(char::is_alphabetic)).count();
    letters >= 3 && singles * 10 >= tokens.len() * 7
}

/// Whether the words of the line stand apart and some of its letters with them.
fn is_loose(tokens: &[(usize, &str)]) -> bool {
    let wide = tokens.iter().filter(|(gap, _)| *gap > 1).count();
    let narrow = tokens.iter().filter(|(gap, _)| *gap == 1).count();
    let lone = tokens.iter().any(|(_, token)| is_narrow(token) || is_closing(token));
    wide > 0 && (lone || wide > narrow)
}

fn is_narrow(token: &str) -> bool {
    matches!(token, "і" | "i")
}

fn is_closing(token: &str) -> bool {
    token.chars().all(|sign| matches!(sign, ',' | ';' | ':' | '.' | ')'))
}

/// Beginnings of words that begin with the narrow letter by themselves.
const OWN_WORDS: &[&str] = &["ішін", "ішкі", "іздес", "ілесп", "іс-", "іске", "ірі"];

fn belongs_together(left: &str, right: &str) -> bool {
    let own = OWN_WORDS.iter().any(|word| right.starts_with(word)) || matches!(right, "іс" | "ісі");
    let after_letter = left.chars().next_back().is_some_and(char::is_alphabetic);
    is_closing(right)
        || is_narrow(left) && right.starts_with(char::is_alphabetic)
        || after_letter && right.starts_with(['і', 'i']) && !own
}

/// Appends a line to a text whose lines the export has broken.
pub(crate) fn join(text: &mut String, line: &str) {
    let last = text.chars().next_back();
    let hyphen = text.strip_suffix('-').and_then(|before| before.chars().next_back());
    let broken_after = hyphen.is_some_and(char::is_alphanumeric) || matches!(last, Some('(' | '«') | None);
    let goes_on = line.strip_prefix('-').and_then(|after| after.chars().next());
    let broken_before =
        goes_on.is_some_and(char::is_alphanumeric) || line.starts_with([',', '.', ';', ':', ')', '»']);
    if !broken_after && !broken_before {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spread_letters_are_closed_up() {
        for (printed, closed) in [
            ("к е ш і к т і р м е й ;", "кешіктірмей;"),
            ("к ө ш і р м е л е р і  б а р  ө т і н і м .", "көшірмелері бар өтінім."),
            ("      1 0 .  К ө р с е т і л е д і :", "10. Көрсетіледі:"),
            ("3 - қ о с ы м ш а            ", "3-қосымша"),
            ("7 4 - 2 4 - 4 0  к ө р с е т е д і .", "74-24-40 көрсетеді."),
            (" б е р і л г е н .- қ о с ы м ш а д а", "берілген.-қосымшада"),
        ] {
            assert_eq!(close_up(printed), closed);
        }
    }

    #[test]
    fn a_narrow_letter_set_apart_is_closed_up() {
        for (printed, closed) in [
            ("растайтын  басқа  құжаттың  көшірмес і ;", "растайтын басқа құжаттың көшірмесі;"),
            ("Орталыққа жүрг і зет ін  кәс іпорынға :", "Орталыққа жүргізетін кәсіпорынға:"),
            ("1 )  өт ін ішті  қабылдау  нөмір і ;", "1) өтінішті қабылдау нөмірі;"),
            ("екі  күн  ішінде  берілед і .", "екі күн ішінде беріледі."),
            ("екі  күн ішінде  берілед і .", "екі күн ішінде беріледі."),
        ] {
            assert_eq!(close_up(printed), closed);
        }
    }

    #[test]
    fn what_is_not_spread_stays() {
        for line in
            ["1 2 3 4 5", "Астана қаласы, Республика даңғылы, 43 А", "екі жұмыс күні ішінде", "№ 5 а, 7 б"]
        {
            assert_eq!(close_up(line), line);
        }
        assert_eq!(close_up("8.  Қызмет ақылы  көрсетіледі."), "8. Қызмет ақылы көрсетіледі.");
    }

    #[test]
    fn broken_lines_are_joined() {
        for (before, line, joined) in [
            ("жұмыс", "күні", "жұмыс күні"),
            ("12-", "кіреберіс", "12-кіреберіс"),
            ("18-00", "-ге дейін", "18-00-ге дейін"),
            ("әрекетіне (", "әрекетсіздігіне)", "әрекетіне (әрекетсіздігіне)"),
            ("қаласы", ", Есіл ауданы", "қаласы, Есіл ауданы"),
            ("редакцияда -", "ҚР", "редакцияда - ҚР"),
        ] {
            let mut text = before.to_owned();
            join(&mut text, line);
            assert_eq!(text, joined);
        }
    }

    proptest! {
        #[test]
        fn nothing_but_blanks_is_taken_away(line in "[ абі1.,;:()«»-]{0,60}|.{0,40}") {
            let signs = |text: &str| text.split_whitespace().collect::<String>();
            let closed = close_up(&line);
            prop_assert_eq!(signs(&closed), signs(&line));
            prop_assert!(!closed.contains("  ") && closed.trim() == closed);
        }
    }
}
