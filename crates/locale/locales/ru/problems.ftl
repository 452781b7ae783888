# Ошибки API: заголовок вида, подробность с названием поля и способ исправить.

problem-title-broken-json = Тело запроса не является JSON
problem-title-bad-request = Некоторые значения недопустимы
problem-title-not-found = По этому адресу ничего нет
problem-title-method-not-allowed = Этот адрес не принимает такой метод
problem-title-too-large = Запрос слишком велик
problem-title-unavailable = Платформа сейчас не может ответить
problem-title-internal = Ошибка на стороне платформы
problem-title-unauthorised = Сначала войдите в систему
problem-title-forbidden = Вам это действие недоступно
problem-title-conflict = Ключ принадлежит другому запросу
problem-title-refused = Закон не допускает этот шаг
problem-title-too-many = Слишком много запросов

problem-detail-internal = Ошибка наша. Ничего не записано. Сообщите в поддержку номер { $number }.
problem-detail-not-found = По адресу { $path } ничего нет. Адреса перечислены в /api/v1/openapi.json.
problem-detail-method = Используйте один из методов: { $allowed }.
problem-detail-too-large = Принимается не более { $limit } байт.
problem-detail-broken-json = Строка { $line }, столбец { $column }: { $what }. Отправьте один объект JSON в UTF-8.
problem-detail-unavailable = База данных не отвечает. Ничего не записано. Повторите через несколько секунд.

problem-unknown-field = Поля { $field } нет. Поля: { $allowed }.
problem-field-required = Не заполнено поле { $field }. Укажите его.
problem-choice-required = Не заполнено поле { $field }. Значения: { $allowed }.
problem-field-twice = Поле { $field } указано дважды. Укажите его один раз.
problem-not-text = { $field } должно быть текстом в кавычках.
problem-not-number = { $field } должно быть целым числом.
problem-not-decimal = { $field } должно быть десятичным числом в кавычках, например "120.5".
problem-not-truth = { $field } должно быть true или false.
problem-not-list = { $field } должно быть списком.
problem-not-object = { $field } должно быть объектом.
problem-not-choice = { $field }: значение { $given } неизвестно. Допустимо: { $allowed }.
problem-not-date = { $field }: { $given } не является днём календаря. Пишите так: 2013-09-02.
problem-not-instant = { $field }: { $given } не является моментом времени. Пишите дату, время и смещение так: 2013-09-02T10:15:00+06:00.
problem-too-long = { $field } длиннее { $limit } знаков. Сократите.
problem-unprintable = В поле { $field } есть непечатаемый знак. Наберите текст заново.
problem-out-of-range = { $field } должно быть от { $from } до { $to }.
problem-bad-cursor = { $field } не является отметкой этого списка. Уберите его, чтобы начать сначала.

problem-unknown-service = Услуги { $given } нет. Услуги: { $allowed }.
problem-channel-not-offered = Услуга не оказывается через канал { $given }. Каналы: { $allowed }.
problem-unknown-case = В пункте 11 нет случая { $given }. Случаи: { $allowed }.
problem-product-required = Выберите, что запрашивается: { $allowed }.
problem-product-not-given = { $given } здесь не выдаётся. Допустимо: { $allowed }.
problem-product-no-choice = Эта услуга не даёт выбора результата. Уберите поле или отправьте null.
problem-applicant-not-allowed = Услуга не оказывается этому виду заявителей. Она оказывается: { $allowed }.
problem-payer-not-allowed = Услуга не для этого плательщика, потому что она не оказывается этому виду заявителей.
problem-no-tariff = В тарифе нет строки для такого плательщика и назначения. Цену назвать нельзя; обратитесь к услугодателю.
problem-purpose-required = Для физического лица тариф требует назвать назначение участка: { $allowed }.
problem-area-out-of-range = { $given } га не может быть площадью участка. Она должна быть больше 0 и меньше { $most }.
problem-figure-required = Чтобы назвать цену, нужно поле { $field }.
problem-no-index = Месячный расчётный показатель на { $date } неизвестен; таблица { $file } охватывает дни с { $from } по { $to }. Дополните файл или возьмите другой день.

problem-no-calendar-year = В календаре нет { $year } года. Добавьте файл { $file }.
problem-term-too-far = Срок доходит до { $year } года, которого в календаре нет. Добавьте файл { $file }.
problem-suspension-before-lodging = Приостановление начинается { $from }, раньше подачи { $lodged }. Укажите более поздний день.
problem-suspension-order = Приостановление кончается { $to }, раньше чем начинается { $from }. Поменяйте дни местами.
problem-suspension-overlap = { $field } пересекается с предыдущим приостановлением ({ $other }). Начните его в тот день или позже.
problem-suspension-after-end = Приостановление начинается { $from }, когда срок уже истёк { $due }. Укажите более ранний день.
problem-suspension-of-minutes = Срок в минутах нельзя приостановить. Оставьте список пустым.
problem-unknown-region = Региона { $given } нет. Коды: { $allowed }.
problem-region-not-yet = Региона { $given } на { $date } ещё не было. Он существует с { $from }.
problem-refused-otherwise = { $field }: { $what }

problem-title-precondition-required = Укажите, какую версию вы имеете в виду
problem-title-stale = Тем временем это изменилось

problem-about-field = { $field }: { $what }
problem-sign-in = Никто не вошёл в систему, или сеанс закончился. Войдите через POST /api/v1/session и отправляйте токен как «Authorization: Bearer …».
problem-sign-in-wait = Этому логину отказано слишком много раз. Подождите { $minutes } мин.
problem-csrf = Записывающий вызов с cookie несёт токен своего сеанса. Отправьте { $field }; его сообщает GET /api/v1/session.
problem-foreign-page = Этот вход отправил другой сайт. Откройте саму платформу и войдите там.
problem-key-required = Нет заголовка { $field }. Отправляйте случайный UUID с каждым записывающим вызовом и тот же самый при повторе.
problem-bad-key = В заголовке { $field } от 8 до 128 печатных знаков ASCII. Отправьте случайный UUID.
problem-key-reused = Ключ в { $field } уже использован для другого запроса. Возьмите новый ключ.
problem-version-required = Нет заголовка { $field }. Прочитайте объект и отправьте ETag, который пришёл с ним.
problem-bad-version = { $field }: { $given } не является версией. Отправьте ETag как он пришёл, например "7".
problem-outcome-unknown = Связь прервалась во время записи. Повторите вызов с тем же Idempotency-Key: записанное не запишется дважды.
problem-search-one = Спрашивайте ровно об одном из: { $allowed }.
problem-not-identifier = { $field }: номер неполон или набран с ошибкой. Сверьте его с бумагой.
problem-no-receipt = Для этого способа подачи стандарт не предусматривает расписки.
why-over-api = Прочитано программой
why-refused-step = Прочитано, чтобы объяснить отказ в шаге
