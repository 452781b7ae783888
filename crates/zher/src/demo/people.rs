//! Invented people. Their identifiers are right in form and given to nobody: the date part lies in the future.

use identifiers::{Bin, Iin};

/// Names of persons, as they stand in identity documents.
pub const PERSONS: [&str; 12] = [
    "Әлібек Сәуле Нұрланқызы",
    "Жұмабаев Ерлан Қайратұлы",
    "Иванова Мария Петровна",
    "Қасымова Гүлнәр Өмірқызы",
    "Сейітов Бауыржан Мұратұлы",
    "Ким Алексей Викторович",
    "Төлегенова Айгүл Серікқызы",
    "Нұрпейісов Дәурен Асқарұлы",
    "Смирнов Олег Андреевич",
    "Ахметова Динара Талғатқызы",
    "Оразбеков Нұржан Ілиясұлы",
    "Шевченко Оксана Ивановна",
];

/// Names of organisations.
pub const ENTITIES: [&str; 6] = [
    "«Ақ Дала Агро» ЖШС",
    "«Тұран Құрылыс» ЖШС",
    "ТОО «Степной ветер»",
    "«Сарыарқа Су» МКК",
    "ТОО «Геосъёмка Плюс»",
    "«Көк Төбе» ШҚ",
];

/// Serial numbers that are tried: some digits have no check digit, and their neighbour is taken then.
const TRIED: usize = 20;

/// The IIN of an invented person.
pub fn iin(number: usize) -> Option<Iin> {
    let eleven = |serial: usize| format!("99{:02}{:02}7{serial:04}", 1 + number % 12, 1 + number % 28);
    (number..number + TRIED)
        .find_map(|serial| (0..10).find_map(|check| format!("{}{check}", eleven(serial)).parse().ok()))
}

/// The BIN of an invented organisation.
pub fn bin(number: usize) -> Option<Bin> {
    let eleven = |serial: usize| format!("89{:02}400{serial:04}", 1 + number % 12);
    (number..number + TRIED)
        .find_map(|serial| (0..10).find_map(|check| format!("{}{check}", eleven(serial)).parse().ok()))
}
