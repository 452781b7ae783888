page-product = Жер
page-skip = Перейти к содержанию
page-languages = Языки
page-menu = Меню
page-inbox = Входящие
page-lodge = Приём заявления
page-accounts = Учётные записи
page-sign-in = Вход
page-sign-out = Выйти
page-track = Отследить дело
page-foot = Государственные услуги о земле. У каждого правила указан пункт закона.
page-start-title = Государственные услуги о земле
page-start-lead = Выберите услугу и узнайте, какие нужны документы, сколько времени и какая плата.
page-problems = Исправьте следующее
page-login = Логин
page-password = Пароль
page-password-hint = Не меньше 12 знаков
page-set-up = Первый администратор
page-set-up-lead = Эта ссылка действует один раз. Администратор заводит учётные записи сотрудников.
page-set-up-gone = Эта ссылка больше не действует. Перезапустите платформу и возьмите новую.
page-save = Сохранить
page-show = Показать
page-name = Фамилия, имя, отчество
page-post = Должность
page-office = Учреждение
page-roles = Роли
page-choose = – выберите –
page-new-account = Новая учётная запись
page-search = Поиск
page-search-label = Номер, ИИН/БИН, кадастровый номер или имя
page-find = Найти
page-filter = Отобрать
page-all = Все
page-mine = Мои дела
page-whose = Чьи дела
page-nothing = Ничего не найдено.
page-cases = Дела
page-number = Номер
page-service = Услуга
page-applicant = Заявитель
page-state = Состояние
page-due = Срок
page-left = Осталось
page-left-days = { $days ->
    [one] { $days } рабочий день
    [few] { $days } рабочих дня
   *[other] { $days } рабочих дней
}
page-left-calendar-days = { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
}
page-late = просрочено
page-stands = стоит
page-next = Следующая страница
page-continue = Продолжить
page-channel = Где принимается
page-case-of-11 = Случай пункта 11
page-result = Что запрашивается
page-applicant-kind = Кто подаёт
page-kind-individual = физическое лицо
page-kind-legal-entity = юридическое лицо
page-kind-entrepreneur = индивидуальный предприниматель
page-region = Регион, где находится участок
page-deciding-office = Кто решает
page-deciding-only = Автоматически
page-identifier = ИИН или БИН
page-phone = Телефон
page-email = Электронная почта
page-address = Почтовый адрес
page-letter-language = Язык писем
page-representative = Представитель (если есть)
page-authority = Доверенность: номер, дата, кем выдана
page-parcel = Земельный участок
page-cadastral-number = Кадастровый номер
page-cadastral-hint = Например 21-318-065-123
page-location = Местоположение
page-purpose = Целевое назначение
page-area = Площадь, га
page-conditions = Обстоятельства
page-reason = Причина
page-payment = Оплата
page-payer = Кто платит
page-payer-individual = физическое лицо
page-payer-farm = крестьянское или фермерское хозяйство
page-payer-legal-entity = юридическое лицо
page-payer-small-business = малое предпринимательство
page-payer-condominium = собственник помещения (кондоминиум)
page-purpose-gardening = садоводство и дача
page-purpose-individual-housing = индивидуальное жильё
page-purpose-subsidiary-farming = личное подсобное хозяйство
page-purpose-garage = гараж
page-purpose-other = другое
page-tariff-purpose = Назначение по тарифу
page-amount = Сумма, тенге
page-receipt-number = Номер квитанции
page-paid-on = День оплаты
page-relief = Льгота
page-relief-none = нет
page-relief-proof = Документ, подтверждающий льготу
page-incomplete-insist = Заявитель настаивает на приёме с неполными документами
page-papers = Документы
page-missing-count = Не хватает документов: { $count }
page-complete = Все документы есть.
page-copies = экземпляров: { $count }
page-paper-brought = принесён
page-paper-missing = не хватает
page-paper-not-due = не требуется
page-parallel = По этому участку есть другое открытое заявление: оформление можно приостановить.
page-fee = Плата
page-fee-line = { $amount } тенге
page-fee-figures = { $amount } тенге = { $mci } × { $base } × { $coefficient } ({ $cite })
page-check = Проверить
page-lodge-now = Принять
page-receipt = Расписка
page-secret-lead = Ход дела можно посмотреть по адресу:
page-secret-once = Секретное слово показывается один раз, сохраните его:
page-secret = Секретное слово
page-signature-accepted = Принял
page-signature-applicant = Заявитель
page-to-case = Перейти к делу
page-cite-annex-row = { $standard } прил. { $annex }, строка { $row }
page-cite-annex = { $standard } прил. { $annex }
page-cite-only-annex = { $standard } прил.
page-print = Напечатать
page-paper-lacks = Не хватает: { $paper }
page-print-hint = Чтобы напечатать, выберите «Печать» в меню браузера (Ctrl+P).
page-to-start = На главную
page-facts = Сведения
page-steps = Следующие шаги
page-no-steps = Сейчас для вас нет доступных шагов.
page-until = до { $until }
page-history = История
page-lodged-at = Принято
page-deemed-on = При молчании считается выданным
page-incomplete-until = Отказ из-за неполных документов возможен до
page-file-holder = У кого бумажное дело
page-assignee = Исполнитель
page-answer-source = Источник ответа ещё не подключён: земельный кадастр появится позже.
page-contents = Содержание страницы
page-service-who = Кому
page-service-where = Где
page-service-terms = Сроки
page-service-price = Плата
page-service-grounds = Основания отказа и приостановления
page-service-silence = Если учреждение молчит
page-service-complaints = Жалоба
page-service-court = Вы вправе обратиться в суд.
page-paid = платно
page-free = бесплатно
page-provider-cadastre-enterprise = предприятие, ведущее кадастр
page-provider-agency = Агентство по управлению земельными ресурсами
page-provider-authorised-body = орган земельных отношений
page-provider-executive-body = акимат
page-provider-centre = центр обслуживания населения
page-term-working-days = { $count ->
    [one] { $count } рабочий день
    [few] { $count } рабочих дня
   *[other] { $count } рабочих дней
}
page-term-calendar-days = { $count ->
    [one] { $count } календарный день
    [few] { $count } календарных дня
   *[other] { $count } календарных дней
}
page-term-minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[other] { $count } минут
}
page-term-months = { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
   *[other] { $count } месяцев
}
page-ground = Основание
page-document = Документ: номер, дата, кем выдан
page-paper-kind = Вид документа
page-cause = Причина
page-until-when = До какого времени
page-next-steps = Что должен сделать заявитель
page-ending-paper = Документ, завершающий приостановление
page-details = Реквизиты
page-missing-papers = Недостающие документы
page-way = Как выдаётся
page-shown = Что предъявлено
page-to-whom = Кому выдано
page-body = Государственный орган
page-enquiry = Запрос
page-text = Текст
page-note = Примечание
page-act-number = Номер документа
page-medium = Вид носителя
page-medium-paper = бумага
page-medium-electronic = электронный
page-post-item = Номер почтового отправления
page-brought-how = Как принесён
page-field = Поле
page-new-value = Новое значение
page-not-found = Такой страницы нет
page-not-found-remedy = Проверьте адрес или начните с главной страницы.
page-only-a-form = Этот адрес принимает только форму
page-only-a-form-remedy = Вернитесь на страницу и нажмите её кнопку ещё раз.
page-too-large = Отправлено слишком много
page-too-large-remedy = Сократите тексты и отправьте форму снова.
page-forbidden = Вам это действие недоступно
page-forbidden-remedy = Если нужна другая роль, обратитесь к администратору.
page-stale = Дело тем временем изменилось
page-stale-remedy = Страница обновлена: посмотрите состояние и повторите шаг.
page-unavailable = Платформа сейчас не может ответить
page-unavailable-remedy = Ничего не записано. Повторите через несколько секунд.
page-outcome-unknown-remedy = Связь прервалась во время записи; записано ли — неизвестно. Сначала посмотрите: если не записано, повторите.
page-csrf = Страница устарела. Откройте её заново и повторите.
page-required = Заполните это поле.
page-platform = платформа
page-applicant-self = заявитель
page-account-active = активна
page-account-locked = заблокирована
page-account-disabled = отключена
page-holds = да, это так
page-slip-applicant-name = имя заявителя
page-slip-applicant-phone = телефон заявителя
page-slip-applicant-email = электронная почта заявителя
page-slip-applicant-postal-address = почтовый адрес заявителя
page-slip-representative-name = имя представителя
page-slip-representative-phone = телефон представителя
page-slip-parcel-location = местоположение участка
page-land = Категория земли
page-land-other = другая земля
