# Собственный текст закона: загрузка из файла и отчёт о ней.

law-import-found = Найдено стандартов: { $standards }, строк: { $lines }, SHA-256 { $sha256 }
law-import-kept = Стандарт { $number }, редакция { $adopted }: сохранён (строка { $line }, пунктов: { $paragraphs }, приложений: { $annexes }). { $title }
law-import-checked = Стандарт { $number }, редакция { $adopted }: может быть сохранён (строка { $line }, пунктов: { $paragraphs }, приложений: { $annexes }). { $title }
law-import-not-placed = Стандарт { $number }, редакция { $adopted }: не сохранён, потому что неизвестен номер или день принятия (строка { $line }, пунктов: { $paragraphs }, приложений: { $annexes }). { $title }
law-import-not-held = Правила этой редакции не загружены, поэтому текст с ними не сверен.
law-import-citations = Ссылок найдено в тексте: { $found } из { $citations }.
law-import-unfound = Ссылки, которых нет в тексте: { $places }
law-import-unruled = Пункты и приложения без правил: { $places }
law-import-outside = Строки вне стандартов: { $lines }
law-trouble-no-standard = Строка { $line }: в тексте не найдено ни одного стандарта.
law-trouble-no-paragraph = Строка { $line }: в стандарте нет ни одного пункта.
law-trouble-no-day = Строка { $line }: не указан день принятия.
law-trouble-missing = Строка { $line }: перед ней нет пункта { $number }.
law-trouble-out-of-order = Строка { $line }: номер { $number } не следует за предыдущим, строка оставлена в том же пункте.
law-trouble-annex-again = Строка { $line }: приложение { $number } уже было, строка оставлена в предыдущем приложении.
desk-law-large = Файл слишком велик, не больше { $most } МБ. Загрузите текст по частям.
desk-law-no-text = Это не текст в UTF-8. Сохраните файл как текст в UTF-8 и загрузите снова.
desk-law-nothing = В тексте не найдено ни одного стандарта (строк: { $lines }). Стандарт начинается с названия «…» мемлекеттік қызмет стандарты и раздела «1. …».
desk-law-unknown-title = Стандарта «{ $title }» (строка { $line }) нет среди правил. Укажите номер стандарта.
desk-law-no-day = В тексте нет дня принятия стандарта «{ $title }» (строка { $line }). Укажите его.
desk-law-many = В файле стандартов: { $count }. Номер и день указывают только для файла с одним стандартом.
desk-law-no-standard = Стандарта с номером { $number } нет. Укажите номер существующего.
