# Errors of the API: a title for the kind, a detail that names the field, and the remedy.

problem-title-broken-json = The body is not JSON
problem-title-bad-request = Some values are not allowed
problem-title-not-found = There is nothing at this address
problem-title-method-not-allowed = This address does not take this method
problem-title-too-large = The request is too large
problem-title-unavailable = The platform cannot answer now
problem-title-internal = The platform made a mistake
problem-title-unauthorised = Sign in first
problem-title-forbidden = You may not do this
problem-title-conflict = The key belongs to another request
problem-title-refused = The law does not allow this step
problem-title-too-many = Too many requests

problem-detail-internal = The mistake is ours. Nothing was written. Tell support the number { $number }.
problem-detail-not-found = Nothing is at { $path }. Addresses are listed in /api/v1/openapi.json.
problem-detail-method = Use one of: { $allowed }.
problem-detail-too-large = At most { $limit } bytes are taken.
problem-detail-broken-json = Line { $line }, column { $column }: { $what }. Send one JSON object in UTF-8.
problem-detail-unavailable = The database does not answer. Nothing was written. Try again in a few seconds.

problem-unknown-field = There is no field { $field }. Fields: { $allowed }.
problem-field-required = The field { $field } is missing. Send it.
problem-choice-required = The field { $field } is missing. Values: { $allowed }.
problem-field-twice = The field { $field } stands twice. Send it once.
problem-not-text = { $field } must be text in quotation marks.
problem-not-number = { $field } must be a whole number.
problem-not-decimal = { $field } must be a decimal number in quotation marks, for example "120.5".
problem-not-truth = { $field } must be true or false.
problem-not-list = { $field } must be a list.
problem-not-object = { $field } must be an object.
problem-not-choice = { $field }: { $given } is not known. Allowed: { $allowed }.
problem-not-date = { $field }: { $given } is no day of the calendar. Write it as 2013-09-02.
problem-not-instant = { $field }: { $given } is no instant. Write date, time and offset as 2013-09-02T10:15:00+06:00.
problem-too-long = { $field } holds more than { $limit } characters. Shorten it.
problem-unprintable = { $field } holds a sign that cannot be printed. Type the text anew.
problem-out-of-range = { $field } must be from { $from } to { $to }.
problem-bad-cursor = { $field } is not a mark of this list. Leave it out to begin at the start.

problem-unknown-service = There is no service { $given }. Services: { $allowed }.
problem-channel-not-offered = The service is not offered in the channel { $given }. Channels: { $allowed }.
problem-unknown-case = Paragraph 11 has no case { $given }. Cases: { $allowed }.
problem-product-required = Choose what is asked for: { $allowed }.
problem-product-not-given = { $given } is not given here. Allowed: { $allowed }.
problem-product-no-choice = This service leaves no choice of product. Leave the field out or send null.
problem-applicant-not-allowed = The service is not for this kind of applicant. It is for: { $allowed }.
problem-payer-not-allowed = The service is not for this payer, because it is not for this kind of applicant.
problem-no-tariff = The tariff has no row for this payer and purpose. No price can be named; ask the provider.
problem-purpose-required = For an individual the tariff asks what the parcel is for: { $allowed }.
problem-area-out-of-range = { $given } ha is no area of a parcel. It must be above 0 and below { $most }.
problem-figure-required = The field { $field } is needed to name the price.
problem-no-index = The monthly calculation index is not known for { $date }; the table { $file } reaches from { $from } to { $to }. Complete the file or take another day.

problem-no-calendar-year = The calendar has no year { $year }. Add the file { $file }.
problem-term-too-far = The term reaches the year { $year }, which the calendar does not hold. Add the file { $file }.
problem-suspension-before-lodging = A suspension begins on { $from }, before the lodging on { $lodged }. Take a later day.
problem-suspension-order = A suspension ends on { $to }, before it begins on { $from }. Exchange the days.
problem-suspension-overlap = { $field } overlaps the suspension before it ({ $other }). Let it begin on that day or later.
problem-suspension-after-end = A suspension begins on { $from }, when the term had ended on { $due }. Take an earlier day.
problem-suspension-of-minutes = A term in minutes cannot be suspended. Leave the list empty.
problem-unknown-region = There is no region { $given }. Codes: { $allowed }.
problem-region-not-yet = The region { $given } did not exist on { $date }. It exists from { $from }.
problem-refused-otherwise = { $field }: { $what }

problem-title-precondition-required = Say which version you mean
problem-title-stale = It has changed meanwhile

problem-about-field = { $field }: { $what }
problem-sign-in = Nobody is signed in, or the session has ended. Sign in with POST /api/v1/session and send the token as "Authorization: Bearer …".
problem-sign-in-wait = This login was refused too often. Wait { $minutes } minutes.
problem-csrf = A writing call with a cookie carries the token of its session. Send { $field }; GET /api/v1/session tells it.
problem-foreign-page = Another site sent this sign-in. Open the platform itself and sign in there.
problem-key-required = The header { $field } is missing. Send a random UUID with every writing call, and the same one when you repeat it.
problem-bad-key = The header { $field } has 8 to 128 printable ASCII characters. Send a random UUID.
problem-key-reused = The key in { $field } was used for another request. Take a new key.
problem-version-required = The header { $field } is missing. Read the thing, and send the ETag that came with it.
problem-bad-version = { $field }: { $given } is no version. Send the ETag as it came, for example "7".
problem-outcome-unknown = The connection broke while writing. Repeat the call with the same Idempotency-Key: what was written is not written twice.
problem-search-one = Ask for exactly one of: { $allowed }.
problem-not-identifier = { $field }: the number is incomplete or mistyped. Compare it with the paper.
problem-no-receipt = In this channel the standard gives the applicant no receipt.
why-over-api = Read by a program
why-refused-step = Read to explain a step that was refused
