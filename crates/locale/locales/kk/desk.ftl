# Қызметкерлердің әрекеттері: өрістердің қателері, хаттар, хабарламалар, рөлдер мен құқықтар.

desk-field-empty = Осы өрісті толтырыңыз.
desk-field-long = { $most } таңбадан аспасын. Мәтінді қысқартыңыз.
desk-field-control = Мәтінде басылмайтын таңбалар бар. Оны қайта теріңіз.
desk-draft-too-long = Қарала 64 КиБ-тан ұзын, сондықтан сақталмады. Мәтіндерді қысқартыңыз.
desk-list-long = Жолдар саны: { $found }; { $most } жолдан аспауы керек.
desk-field-phone = Кемінде бес цифрлы телефон нөмірін көрсетіңіз, мысалы +7 700 000 00 00.
desk-field-email = Электрондық пошта мекенжайын көрсетіңіз, мысалы name@example.kz, немесе өрісті бос қалдырыңыз.
desk-field-decimal = Нөлден үлкен сан көрсетіңіз, мысалы 120,5.
desk-field-day = Күнді жыл-ай-күн түрінде жазыңыз, мысалы 2013-09-02.
desk-field-future = Күн бүгіннен ({ $today }) кеш болмауы керек.
desk-parcel-unnamed = Учаскенің кадастрлық нөмірін немесе орналасқан жерін көрсетіңіз.
desk-service-unknown = Бұл күні мұндай қызмет жоқ.
desk-region-needed = Облысты немесе кадастрлық нөмірі бар учаскені көрсетіңіз.
desk-region-unknown = Мұндай облыс жоқ. Кадастрлық нөмірдің алғашқы екі цифрын қолданыңыз.
desk-region-not-yet = Облыс тек { $from } күнінен бастап бар.
desk-office-none = Бұл облыста осы қызмет бойынша шешім қабылдайтын орган жоқ. Облысты тексеріңіз.
desk-office-choose = Бірнеше орган шешім қабылдай алады. Біреуін таңдаңыз: { $allowed }.
desk-office-not-competent = Бұл орган мұнда шешім қабылдамайды. Біреуін таңдаңыз: { $allowed }.
desk-office-unknown = Анықтамалықта мұндай орган жоқ.
desk-case-unknown = Сізге қолжетімді істердің арасында мұндай іс жоқ.
desk-officer-unknown = Өз органыңыздың есептік жазбасы қолданыстағы қызметкерін таңдаңыз.
desk-cursor = Тізімнің мұндай беті жоқ. Басынан бастаңыз.
desk-register-year = 1991 жылдан бастап күндерді таңдаңыз, біріншісі соңғысынан кеш болмасын.
desk-query-number = Нөмір толық емес. Қолхаттың, ЖСН, БСН немесе кадастрлық нөмірді толық жазыңыз.
desk-query-short = Есімнің кемінде екі әрпін жазыңыз.
desk-list-size = Тізімде 1-ден { $most } іске дейін болады.
desk-transfer-no-party = { $number }: екінші органның бұл іске қатысы жоқ.
desk-transfer-not-here = { $number }: қағаз ісі сіздің органда емес.
desk-transfer-archived = { $number }: іс мұрағатқа тапсырылған, сонда қалады.
desk-transfer-confirmed = Бұл расталған, немесе беруші тарап әлі растаған жоқ.

desk-login-taken = Мұндай логин бар. Басқасын таңдаңыз.
desk-login-letters = Кіші латын әріптерін, цифрларды, нүктені, сызықшаны және астыңғы сызықты қолданыңыз.
desk-roles-none = Кемінде бір рөл таңдаңыз.
desk-own-account = Өз есептік жазбаңызға мұны жасауға болмайды. Басқа әкімшіден сұраңыз.
desk-password-short = Кемінде { $least } таңба.
desk-password-long = { $most } байттан аспасын.
desk-password-guessable = Құпиясөзді табу оңай: онда логин бар немесе бірнеше таңба қайталанады.
desk-password-wrong = Қазіргі құпиясөз дұрыс емес.
desk-link-dead = Сілтеме енді жұмыс істемейді. Бағдарламаны қайта іске қосыңыз: есептік жазба жоқ кезде ол жаңасын басып шығарады.
desk-sign-in-refused = Логин мен құпиясөз сәйкес келмейді, немесе есептік жазба қазір қолданылмайды. Бірнеше қате құпиясөзден кейін ол { $minutes } минутқа жабылады.

desk-forbidden = Сіздің рөліңіз мұнда бұған рұқсат бермейді: { $permission }.
desk-not-found = Сізге қолжетімділердің арасында мұндай жоқ.
desk-stale = Осы арада біреу мұны өзгертті. Қайта оқып, қайта шешіңіз.
desk-key-reused = Бұл кілт басқа сұрауға қолданылған. Нысанды қайта жіберіңіз.
desk-not-by-hand = Бұл қадам мұнда қолмен жасалмайды.
desk-busy = Қазір жұмыс тым көп. Сәлден кейін қайталаңыз.

desk-letter-deemed-granted = { $number } өтініші: орган мерзімінде жауап бермеді, сондықтан { $when } бастап қызмет көрсетілген болып есептеледі ({ $cite }). Құжат дайындалуда.
desk-letter-suspended = { $number } өтініші: мерзім { $when } бастап тоқтатылды ({ $cite }). Жазбаша хабарламада себебі және не істеу керегі көрсетілген.
desk-letter-resumed = { $number } өтініші: мерзім { $when } бастап жалғасады ({ $cite }).
desk-letter-refused = { $number } өтініші: { $when } қызметтен бас тартылды ({ $cite }). Шағым жасауға немесе сотқа жүгінуге болады.
desk-letter-refused-incomplete = { $number } өтініші: құжаттар жетіспегендіктен { $when } бас тартылды ({ $cite }). Барлық құжатпен қайта жүгінуге болады.
desk-letter-ready = { $number } өтініші: құжат { $when } бастап дайын ({ $cite }). Қолхат пен жеке куәлікті ала келіңіз.
desk-letter-late = { $number } өтініші: жауап { $when } дейін берілуі керек еді, бірақ келген жоқ ({ $cite }). Кешірім сұраймыз; шағым жасауға болады.
desk-notice-assigned = { $number }: іс сізге { $when } тапсырылды ({ $cite }).
desk-notice-reminded = { $number }: мерзім { $when } аяқталады ({ $cite }).
desk-notice-clock-ended = { $number }: берілген уақыт { $when } аяқталды ({ $cite }).
desk-notice-deemed-granted = { $number }: жауап болмағандықтан қызмет { $when } бастап көрсетілген ({ $cite }). Құжатты дайындаңыз.
desk-notice-late = { $number }: { $when } бастап кешікті ({ $cite }).
desk-notice-parallel = { $number }: учаскеге басқа адамның ашық өтініші бар, { $when } байқалды ({ $cite }).
desk-notice-file-sent = { $number }: қағаз ісі сізге { $when } жіберілді ({ $cite }). Алғаныңызды растаңыз.

desk-look-case = Іс
desk-look-search = Іздеу нәтижесіндегі жол
desk-look-secret = Жаңа бақылау коды берілді
desk-why-number = Қолхат нөмірі бойынша ізделді
desk-why-identifier = ЖСН немесе БСН бойынша ізделді
desk-why-parcel = Кадастрлық нөмір бойынша ізделді
desk-why-name = Есімі бойынша ізделді

desk-book-registration = Тіркеу және есепке алу кітабы
desk-book-incoming = Кіріс құжаттарын тіркеу журналы
desk-book-archive = Сақтау және мұрағат тізімі

desk-role-reception = Қабылдаушы
desk-role-executor = Орындаушы
desk-role-head = Басшы
desk-role-cashier = Кассир
desk-role-archivist = Мұрағатшы
desk-role-complaints = Шағымдар жөніндегі маман
desk-role-supervisor = Бақылаушы
desk-role-administrator = Әкімші

desk-relation-lodging-office = Қабылдаған орган
desk-relation-executing-office = Шешім қабылдайтын орган
desk-relation-superior = Жоғары тұрған орган
desk-relation-none = Кез келген басқа орган

desk-permission-view-case = Істі көру
desk-permission-search = Іздеу
desk-permission-lodge = Өтінішті қабылдау
desk-permission-take-paper = Жетіспейтін құжатты қабылдау
desk-permission-take-payment = Төлемді белгілеу
desk-permission-withdraw = Өтініштің қайтарылғанын белгілеу
desk-permission-work = Іспен жұмыс істеу
desk-permission-decide = Шешім қабылдау
desk-permission-assign = Тапсыру
desk-permission-correct = Жаңсақ жазуды түзету
desk-permission-cancel = Қате тіркеуді жою
desk-permission-link = Істерді байланыстыру
desk-permission-hand-out = Беру
desk-permission-archive = Сақтау және мұрағатқа өткізу
desk-permission-transfer = Қағаз ісін тапсыру
desk-permission-replace-secret = Бақылау кодын ауыстыру
desk-permission-see-register = Кітаптарды оқу
desk-permission-see-overview = Жиынтықты көру
desk-permission-see-access-log = Кім қарағанын көру
desk-permission-manage-accounts = Есептік жазбаларды жүргізу
desk-permission-keep-rules = Ережелерді жүргізу

desk-land-needed = Жердің санатын көрсетіңіз: шешім қабылдайтын мекеме соған байланысты. Мәндері: { $allowed }.
desk-land-unknown = Мұндай санат жоқ. Мәндері: { $allowed }.
