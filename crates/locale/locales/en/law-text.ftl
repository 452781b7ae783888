# The law's own text: loading a file, and the report of it.

law-import-found = Standards found: { $standards }, lines: { $lines }, SHA-256 { $sha256 }
law-import-kept = Standard { $number }, edition of { $adopted }: kept (line { $line }, paragraphs: { $paragraphs }, annexes: { $annexes }). { $title }
law-import-checked = Standard { $number }, edition of { $adopted }: can be kept (line { $line }, paragraphs: { $paragraphs }, annexes: { $annexes }). { $title }
law-import-not-placed = Standard { $number }, edition of { $adopted }: not kept, because its number or its day of adoption is not known (line { $line }, paragraphs: { $paragraphs }, annexes: { $annexes }). { $title }
law-import-not-held = No rules of this edition are loaded, so the text was not held against any.
law-import-citations = Citations found in the text: { $found } of { $citations }.
law-import-unfound = Citations that find nothing in the text: { $places }
law-import-unruled = Paragraphs and annexes without a rule: { $places }
law-import-outside = Lines in no standard: { $lines }
law-trouble-no-standard = Line { $line }: no standard was found in the text.
law-trouble-no-paragraph = Line { $line }: a standard without a paragraph.
law-trouble-no-day = Line { $line }: no day of adoption is named.
law-trouble-missing = Line { $line }: paragraph { $number } is missing before it.
law-trouble-out-of-order = Line { $line }: number { $number } does not follow the one before; the line was left in that paragraph.
law-trouble-annex-again = Line { $line }: annex { $number } was there before; the line was left in the annex before it.
desk-law-large = The file is too large, { $most } MB at most. Load the text in parts.
desk-law-no-text = This is no text in UTF-8. Save the file as text in UTF-8 and load it again.
desk-law-nothing = No standard was found in the text (lines: { $lines }). A standard begins with a title «…» мемлекеттік қызмет стандарты and a section “1. …”.
desk-law-unknown-title = No standard of the rules is called “{ $title }” (line { $line }). Name the number of the standard.
desk-law-no-day = The text does not say when the standard “{ $title }” (line { $line }) was adopted. Name the day.
desk-law-many = The file holds { $count } standards. Number and day are named for a file with one standard only.
desk-law-no-standard = There is no standard with the number { $number }. Name one that exists.
