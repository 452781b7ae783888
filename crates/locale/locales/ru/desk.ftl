# Действия служащих: ошибки полей, письма, уведомления, роли и права.

desk-field-empty = Заполните это поле.
desk-field-long = Не более { $most } знаков. Сократите текст.
desk-field-control = В тексте есть непечатаемые знаки. Наберите его заново.
desk-draft-too-long = Черновик длиннее 64 КиБ и не сохранён. Сократите тексты.
desk-list-long = Строк: { $found }; допускается не более { $most }.
desk-field-phone = Укажите номер телефона, не менее пяти цифр, например +7 700 000 00 00.
desk-field-email = Укажите адрес электронной почты, например name@example.kz, или оставьте поле пустым.
desk-field-decimal = Укажите число больше нуля, например 120,5.
desk-field-day = Укажите день так: год-месяц-день, например 2013-09-02.
desk-field-future = День не может быть позже сегодняшнего ({ $today }).
desk-parcel-unnamed = Укажите кадастровый номер участка или его местоположение.
desk-service-unknown = На этот день такой услуги нет.
desk-region-needed = Укажите область или участок с кадастровым номером.
desk-region-unknown = Такой области нет. Используйте первые две цифры кадастрового номера.
desk-region-not-yet = Область существует только с { $from }.
desk-office-none = В этой области нет органа, который решает по этой услуге. Проверьте область.
desk-office-choose = Решать могут несколько органов. Выберите один: { $allowed }.
desk-office-not-competent = Этот орган здесь не решает. Выберите один: { $allowed }.
desk-office-unknown = Такого органа нет в справочнике.
desk-case-unknown = Среди доступных вам дел такого нет.
desk-officer-unknown = Выберите служащего вашего органа с действующей учётной записью.
desk-cursor = Такой страницы списка нет. Начните сначала.
desk-register-year = Выберите дни начиная с 1991 года, первый не позже последнего.
desk-query-number = Номер неполный. Укажите весь номер расписки, ИИН, БИН или кадастровый номер.
desk-query-short = Укажите не менее двух букв имени.
desk-list-size = В списке от 1 до { $most } дел.
desk-transfer-no-party = { $number }: другой орган не участвует в этом деле.
desk-transfer-not-here = { $number }: бумажного дела в вашем органе нет.
desk-transfer-archived = { $number }: дело сдано в архив и остаётся там.
desk-transfer-confirmed = Уже подтверждено, или передающая сторона ещё не подтвердила.

desk-login-taken = Такой логин уже есть. Выберите другой.
desk-login-letters = Используйте строчные латинские буквы, цифры, точку, дефис и подчёркивание.
desk-roles-none = Выберите хотя бы одну роль.
desk-own-account = Со своей учётной записью этого сделать нельзя. Попросите другого администратора.
desk-password-short = Не менее { $least } знаков.
desk-password-long = Не более { $most } байт.
desk-password-guessable = Пароль легко угадать: в нём логин или повторяются одни и те же знаки.
desk-password-wrong = Нынешний пароль неверен.
desk-link-dead = Ссылка больше не действует. Перезапустите программу: пока учётных записей нет, она печатает новую.
desk-sign-in-refused = Логин и пароль не подходят, или учётной записью сейчас нельзя пользоваться. После нескольких неверных паролей она закрыта на { $minutes } минут.

desk-forbidden = Ваша роль здесь этого не позволяет: { $permission }.
desk-not-found = Среди доступного вам этого нет.
desk-stale = Тем временем это изменили. Прочитайте заново и решите снова.
desk-key-reused = Этот ключ уже использован для другого запроса. Отправьте форму заново.
desk-not-by-hand = Этот шаг здесь вручную не делают.
desk-busy = Сейчас слишком много работы. Повторите чуть позже.

desk-letter-deemed-granted = Заявление { $number }: орган не ответил в срок, поэтому с { $when } услуга считается оказанной ({ $cite }). Документ изготавливается.
desk-letter-suspended = Заявление { $number }: срок приостановлен с { $when } ({ $cite }). В письменном уведомлении указаны причина и что делать.
desk-letter-resumed = Заявление { $number }: срок продолжается с { $when } ({ $cite }).
desk-letter-refused = Заявление { $number }: в услуге отказано { $when } ({ $cite }). Вы можете подать жалобу или обратиться в суд.
desk-letter-refused-incomplete = Заявление { $number }: отказано { $when }, так как не хватает документов ({ $cite }). Можно обратиться снова со всеми документами.
desk-letter-ready = Заявление { $number }: документ готов с { $when } ({ $cite }). Возьмите расписку и удостоверение личности.
desk-letter-late = Заявление { $number }: ответ должен был быть до { $when } и не пришёл ({ $cite }). Приносим извинения; вы можете подать жалобу.
desk-notice-assigned = { $number }: дело передано вам { $when } ({ $cite }).
desk-notice-reminded = { $number }: срок истекает { $when } ({ $cite }).
desk-notice-clock-ended = { $number }: отведённое время истекло { $when } ({ $cite }).
desk-notice-deemed-granted = { $number }: в силу молчания услуга оказана с { $when } ({ $cite }). Изготовьте документ.
desk-notice-late = { $number }: просрочено с { $when } ({ $cite }).
desk-notice-parallel = { $number }: на участок есть открытое заявление другого лица, замечено { $when } ({ $cite }).
desk-notice-file-sent = { $number }: бумажное дело отправлено вам { $when } ({ $cite }). Подтвердите получение.

desk-look-case = Дело
desk-look-search = Строка в результатах поиска
desk-look-secret = Выдан новый код отслеживания
desk-why-number = Поиск по номеру расписки
desk-why-identifier = Поиск по ИИН или БИН
desk-why-parcel = Поиск по кадастровому номеру
desk-why-name = Поиск по имени

desk-book-registration = Книга регистрации и учёта
desk-book-incoming = Журнал входящих документов
desk-book-archive = Список хранения и архива

desk-role-reception = Приём
desk-role-executor = Исполнитель
desk-role-head = Руководитель
desk-role-cashier = Кассир
desk-role-archivist = Архивариус
desk-role-complaints = Специалист по жалобам
desk-role-supervisor = Наблюдатель
desk-role-administrator = Администратор

desk-relation-lodging-office = Орган, который принял
desk-relation-executing-office = Орган, который решает
desk-relation-superior = Вышестоящий орган
desk-relation-none = Любой другой орган

desk-permission-view-case = Видеть дело
desk-permission-search = Искать
desk-permission-lodge = Принимать заявление
desk-permission-take-paper = Принимать недостающий документ
desk-permission-take-payment = Отмечать оплату
desk-permission-withdraw = Отмечать отзыв заявления
desk-permission-work = Работать с делом
desk-permission-decide = Решать
desk-permission-assign = Поручать
desk-permission-correct = Исправлять описки
desk-permission-cancel = Отменять ошибочную регистрацию
desk-permission-link = Связывать дела
desk-permission-hand-out = Выдавать
desk-permission-archive = Хранить и архивировать
desk-permission-transfer = Передавать бумажное дело
desk-permission-replace-secret = Менять код отслеживания
desk-permission-see-register = Читать книги
desk-permission-see-overview = Видеть сводку
desk-permission-see-access-log = Видеть, кто смотрел
desk-permission-manage-accounts = Вести учётные записи
desk-permission-keep-rules = Вести правила

desk-land-needed = Укажите категорию земли: от неё зависит, какой офис решает. Значения: { $allowed }.
desk-land-unknown = Такой категории нет. Значения: { $allowed }.
