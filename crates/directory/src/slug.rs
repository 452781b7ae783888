//! Readable ids: kind, region and name in plain Latin letters.

use crate::OfficeKind;

/// The id of an office before it is made unique.
pub(crate) fn slug(kind: OfficeKind, region: Option<&str>, name: &str) -> String {
    let prefix = match kind {
        OfficeKind::CadastreEnterprise => "cadastre",
        OfficeKind::Centre => "centre",
        OfficeKind::AuthorisedBody => "land",
        OfficeKind::ExecutiveBody => "akimat",
        OfficeKind::Agency => "agency",
    };
    let words = latin(name);
    format!("{prefix}-{}-{}", region.unwrap_or("kz"), words.join("-"))
}

/// Words that say what the kind says already, so that ids stay short.
const LEFT_OUT: &[&str] = &[
    "bolimi",
    "audandyq",
    "qalalyq",
    "auyldyq",
    "filialy",
    "zhergoo",
    "rmk",
    "memlekettik",
    "mekemesi",
    "akiminin",
    "akim",
    "apparaty",
    "apparat",
    "audany",
    "zhane",
    "boiynsha",
    "auyl",
    "sharuashylygy",
    "zher",
    "qatynastary",
];

fn latin(name: &str) -> Vec<String> {
    let spelled: String = name.to_lowercase().chars().map(spell).collect();
    let words: Vec<String> = spelled
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect();
    let telling: Vec<String> =
        words.iter().filter(|word| !LEFT_OUT.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { words } else { telling }
}

fn spell(sign: char) -> &'static str {
    match sign {
        'а' => "a",
        'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'й' | 'і' | 'i' => "i",
        'к' => "k",
        'қ' => "q",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' => "u",
        'ф' => "f",
        'х' | 'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ы' => "y",
        'ю' => "iu",
        'я' => "ia",
        'ъ' | 'ь' => "",
        '0' => "0",
        '1' => "1",
        '2' => "2",
        '3' => "3",
        '4' => "4",
        '5' => "5",
        '6' => "6",
        '7' => "7",
        '8' => "8",
        '9' => "9",
        _ => "-",
    }
}
