# API қателері: түрінің атауы, өрісі көрсетілген түсіндірме және түзету жолы.

problem-title-broken-json = Сұрау денесі JSON емес
problem-title-bad-request = Кейбір мәндерге жол берілмейді
problem-title-not-found = Бұл мекенжайда ештеңе жоқ
problem-title-method-not-allowed = Бұл мекенжай мұндай әдісті қабылдамайды
problem-title-too-large = Сұрау тым үлкен
problem-title-unavailable = Платформа қазір жауап бере алмайды
problem-title-internal = Қате платформаның өзінен болды
problem-title-unauthorised = Алдымен жүйеге кіріңіз
problem-title-forbidden = Сізге бұл әрекетке рұқсат жоқ
problem-title-conflict = Кілт басқа сұрауға тиесілі
problem-title-refused = Заң бұл қадамға жол бермейді
problem-title-too-many = Сұраулар тым көп

problem-detail-internal = Қате бізден. Ештеңе жазылған жоқ. Қолдау қызметіне { $number } нөмірін айтыңыз.
problem-detail-not-found = { $path } мекенжайында ештеңе жоқ. Мекенжайлар /api/v1/openapi.json ішінде тізілген.
problem-detail-method = Мына әдістердің бірін қолданыңыз: { $allowed }.
problem-detail-too-large = Ең көбі { $limit } байт қабылданады.
problem-detail-broken-json = { $line }-жол, { $column }-баған: { $what }. UTF-8 түріндегі бір JSON нысанын жіберіңіз.
problem-detail-unavailable = Дерекқор жауап бермейді. Ештеңе жазылған жоқ. Бірнеше секундтан кейін қайталаңыз.

problem-unknown-field = { $field } деген өріс жоқ. Өрістер: { $allowed }.
problem-field-required = { $field } өрісі толтырылмаған. Оны көрсетіңіз.
problem-choice-required = { $field } өрісі толтырылмаған. Мәндері: { $allowed }.
problem-field-twice = { $field } өрісі екі рет көрсетілген. Бір рет көрсетіңіз.
problem-not-text = { $field } тырнақшадағы мәтін болуға тиіс.
problem-not-number = { $field } бүтін сан болуға тиіс.
problem-not-decimal = { $field } тырнақшадағы ондық сан болуға тиіс, мысалы "120.5".
problem-not-truth = { $field } true немесе false болуға тиіс.
problem-not-list = { $field } тізім болуға тиіс.
problem-not-object = { $field } нысан болуға тиіс.
problem-not-choice = { $field }: { $given } белгісіз. Рұқсат етілгені: { $allowed }.
problem-not-date = { $field }: { $given } күнтізбе күні емес. Былай жазыңыз: 2013-09-02.
problem-not-instant = { $field }: { $given } уақыт сәті емес. Күнді, уақытты және ығысуды былай жазыңыз: 2013-09-02T10:15:00+06:00.
problem-too-long = { $field } { $limit } таңбадан ұзын. Қысқартыңыз.
problem-unprintable = { $field } ішінде басып шығаруға болмайтын таңба бар. Мәтінді қайта теріңіз.
problem-out-of-range = { $field } { $from } мен { $to } аралығында болуға тиіс.
problem-bad-cursor = { $field } бұл тізімнің белгісі емес. Басынан бастау үшін оны алып тастаңыз.

problem-unknown-service = { $given } деген қызмет жоқ. Қызметтер: { $allowed }.
problem-channel-not-offered = Қызмет { $given } арнасы арқылы көрсетілмейді. Арналар: { $allowed }.
problem-unknown-case = 11-тармақта { $given } жағдайы жоқ. Жағдайлар: { $allowed }.
problem-product-required = Не сұралатынын таңдаңыз: { $allowed }.
problem-product-not-given = { $given } мұнда берілмейді. Рұқсат етілгені: { $allowed }.
problem-product-no-choice = Бұл қызметте нәтиже таңдалмайды. Өрісті алып тастаңыз немесе null жіберіңіз.
problem-applicant-not-allowed = Қызмет мұндай өтініш берушіге көрсетілмейді. Ол мыналарға көрсетіледі: { $allowed }.
problem-payer-not-allowed = Қызмет бұл төлеушіге арналмаған, өйткені ол мұндай өтініш берушіге көрсетілмейді.
problem-no-tariff = Тарифте мұндай төлеуші мен мақсатқа арналған жол жоқ. Бағаны айту мүмкін емес; қызмет көрсетушіден сұраңыз.
problem-purpose-required = Жеке тұлға үшін тариф учаскенің мақсатын сұрайды: { $allowed }.
problem-area-out-of-range = { $given } га учаске алаңы бола алмайды. Ол 0-ден артық, { $most }-ден кем болуға тиіс.
problem-figure-required = Бағаны айту үшін { $field } өрісі керек.
problem-no-index = { $date } күнгі айлық есептік көрсеткіш белгісіз; { $file } кестесі { $from } мен { $to } аралығын қамтиды. Файлды толықтырыңыз немесе басқа күнді алыңыз.

problem-no-calendar-year = Күнтізбеде { $year } жыл жоқ. { $file } файлын қосыңыз.
problem-term-too-far = Мерзім күнтізбеде жоқ { $year } жылға жетеді. { $file } файлын қосыңыз.
problem-suspension-before-lodging = Тоқтата тұру { $from } күні басталады, бұл { $lodged } күнгі тапсырудан ерте. Кейінгі күнді көрсетіңіз.
problem-suspension-order = Тоқтата тұру басталуынан ({ $from }) бұрын, { $to } күні аяқталады. Күндерді ауыстырыңыз.
problem-suspension-overlap = { $field } алдыңғы тоқтата тұрумен ({ $other }) қабаттасады. Оны сол күннен немесе кейін бастаңыз.
problem-suspension-after-end = Тоқтата тұру { $from } күні басталады, ал мерзім { $due } күні біткен. Ертерек күнді көрсетіңіз.
problem-suspension-of-minutes = Минутпен өлшенетін мерзім тоқтатылмайды. Тізімді бос қалдырыңыз.
problem-unknown-region = { $given } деген өңір жоқ. Кодтар: { $allowed }.
problem-region-not-yet = { $given } өңірі { $date } күні әлі болған жоқ. Ол { $from } күнінен бар.
problem-refused-otherwise = { $field }: { $what }

problem-title-precondition-required = Қай нұсқа туралы айтып тұрғаныңызды көрсетіңіз
problem-title-stale = Осы аралықта өзгеріп кетті

problem-about-field = { $field }: { $what }
problem-sign-in = Ешкім кірмеген немесе сеанс аяқталған. POST /api/v1/session арқылы кіріп, токенді «Authorization: Bearer …» түрінде жіберіңіз.
problem-sign-in-wait = Бұл логинге тым көп рет рұқсат берілмеді. { $minutes } минут күтіңіз.
problem-csrf = Cookie арқылы жазатын сұрау өз сеансының токенін алып жүреді. { $field } жіберіңіз; оны GET /api/v1/session айтады.
problem-foreign-page = Бұл кіруді басқа сайт жіберді. Платформаның өзін ашып, сол жерден кіріңіз.
problem-key-required = { $field } тақырыбы жоқ. Әр жазатын сұраумен кездейсоқ UUID жіберіңіз, қайталағанда дәл соны жіберіңіз.
problem-bad-key = { $field } тақырыбында 8-ден 128-ге дейін ASCII таңбасы болады. Кездейсоқ UUID жіберіңіз.
problem-key-reused = { $field } ішіндегі кілт басқа сұрауға қолданылған. Жаңа кілт алыңыз.
problem-version-required = { $field } тақырыбы жоқ. Алдымен оқып, бірге келген ETag мәнін жіберіңіз.
problem-bad-version = { $field }: { $given } нұсқа емес. ETag мәнін келген күйінде жіберіңіз, мысалы "7".
problem-outcome-unknown = Жазу кезінде байланыс үзілді. Сұрауды сол Idempotency-Key мәнімен қайталаңыз: жазылғаны екі рет жазылмайды.
problem-search-one = Мыналардың дәл біреуін сұраңыз: { $allowed }.
problem-not-identifier = { $field }: нөмір толық емес немесе қате терілген. Қағазбен салыстырыңыз.
problem-no-receipt = Өтініш берудің бұл тәсілінде стандарт қолхат беруді көздемейді.
why-over-api = Бағдарлама оқыды
why-refused-step = Рұқсат берілмеген қадамды түсіндіру үшін оқылды
