# Use cases: errors of fields, letters, notices, roles and permissions.

desk-field-empty = Fill this in.
desk-field-long = At most { $most } characters. Shorten the text.
desk-field-control = The text contains characters that cannot be printed. Type it anew.
desk-draft-too-long = The draft is longer than 64 KiB and was not kept. Shorten the texts.
desk-list-long = { $found } rows; at most { $most } are allowed.
desk-field-phone = Write a telephone number with at least five digits, for example +7 700 000 00 00.
desk-field-email = Write an e-mail address, for example name@example.kz, or leave it empty.
desk-field-decimal = Write a number above zero, for example 120.5.
desk-field-day = Write a day as year-month-day, for example 2013-09-02.
desk-field-future = The day is not later than today ({ $today }).
desk-parcel-unnamed = Name the parcel by its cadastral number or its location.
desk-service-unknown = There is no such service on this day.
desk-region-needed = Name the region, or a parcel with its cadastral number.
desk-region-unknown = There is no such region. Use the first two digits of a cadastral number.
desk-region-not-yet = The region exists only from { $from }.
desk-office-none = No office in this region decides on this service. Check the region.
desk-office-choose = Several offices may decide. Choose one of: { $allowed }.
desk-office-not-competent = This office does not decide here. Choose one of: { $allowed }.
desk-office-unknown = There is no such office in the directory.
desk-case-unknown = There is no such case among those that you see.
desk-officer-unknown = Choose an officer of your office whose account is active.
desk-cursor = This page of the list does not exist. Start from the beginning.
desk-register-year = Choose days from 1991 on, the first not later than the last.
desk-query-number = This is no complete number. Write the whole receipt number, IIN, BIN or cadastral number.
desk-query-short = Write at least two letters of a name.
desk-list-size = A list has from 1 to { $most } files.
desk-transfer-no-party = { $number }: the other office has no part in this case.
desk-transfer-not-here = { $number }: the file is not at your office.
desk-transfer-archived = { $number }: the case is archived, its file stays.
desk-transfer-confirmed = This is confirmed already, or the giving side has not yet confirmed.

desk-login-taken = This login exists already. Choose another.
desk-login-letters = Use small Latin letters, digits, full stop, hyphen and underscore.
desk-roles-none = Choose at least one role.
desk-own-account = You cannot do this to your own account. Ask another administrator.
desk-password-short = At least { $least } characters.
desk-password-long = At most { $most } bytes.
desk-password-guessable = Too easy to guess: it contains the login or repeats a few characters.
desk-password-wrong = The present password is not right.
desk-link-dead = The link does not work any more. Restart the program: it prints a new one while there is no account.
desk-sign-in-refused = Login and password do not fit, or the account cannot be used now. After several wrong passwords it is locked for { $minutes } minutes.

desk-forbidden = Your role does not allow this here: { $permission }.
desk-not-found = There is no such thing among those that you may see.
desk-stale = Somebody changed this meanwhile. Read it again and decide anew.
desk-key-reused = This key was used for another request. Send the form again.
desk-not-by-hand = This step is not taken here by hand.
desk-busy = Too much work is waiting. Repeat in a moment.

desk-letter-deemed-granted = Request { $number }: the office did not answer in time, so from { $when } the service counts as granted ({ $cite }). The paper is being made.
desk-letter-suspended = Request { $number }: the term stands still from { $when } ({ $cite }). The written notice names the reason and what to do.
desk-letter-resumed = Request { $number }: the term goes on from { $when } ({ $cite }).
desk-letter-refused = Request { $number }: the service was refused on { $when } ({ $cite }). You may complain or go to court.
desk-letter-refused-incomplete = Request { $number }: refused on { $when } because papers are missing ({ $cite }). You may apply again with all papers.
desk-letter-ready = Request { $number }: the paper is ready since { $when } ({ $cite }). Bring the receipt and an identity document.
desk-letter-late = Request { $number }: the answer was due by { $when } and has not come ({ $cite }). We apologise; you may complain.
desk-notice-assigned = { $number } was given to you on { $when } ({ $cite }).
desk-notice-reminded = { $number }: the term ends at { $when } ({ $cite }).
desk-notice-clock-ended = { $number }: a time limit ended at { $when } ({ $cite }).
desk-notice-deemed-granted = { $number }: granted by silence from { $when } ({ $cite }). Make the paper.
desk-notice-late = { $number }: late since { $when } ({ $cite }).
desk-notice-parallel = { $number }: another applicant has an open request for the parcel, seen on { $when } ({ $cite }).
desk-notice-file-sent = { $number }: the paper file was sent to you on { $when } ({ $cite }). Confirm its arrival.

desk-look-case = The case
desk-look-search = A line in search results
desk-look-secret = A new tracking secret was given
desk-why-number = Searched by receipt number
desk-why-identifier = Searched by IIN or BIN
desk-why-parcel = Searched by cadastral number
desk-why-name = Searched by name

desk-book-registration = Book of registration and accounting
desk-book-incoming = Journal of incoming documents
desk-book-archive = Storage and archive list

desk-role-reception = Reception
desk-role-executor = Executor
desk-role-head = Head
desk-role-cashier = Cashier
desk-role-archivist = Archivist
desk-role-complaints = Complaints officer
desk-role-supervisor = Supervisor
desk-role-administrator = Administrator

desk-relation-lodging-office = Office that accepted
desk-relation-executing-office = Office that decides
desk-relation-superior = Office above
desk-relation-none = Any other office

desk-permission-view-case = See a case
desk-permission-search = Search
desk-permission-lodge = Accept a request
desk-permission-take-paper = Take a missing paper
desk-permission-take-payment = Note a payment
desk-permission-withdraw = Note a withdrawal
desk-permission-work = Work on a case
desk-permission-decide = Decide
desk-permission-assign = Assign
desk-permission-correct = Correct slips
desk-permission-cancel = Cancel a mistaken registration
desk-permission-link = Link cases
desk-permission-hand-out = Hand out
desk-permission-archive = Store and archive
desk-permission-transfer = Move the paper file
desk-permission-replace-secret = Replace the tracking secret
desk-permission-see-register = Read the books
desk-permission-see-overview = See the overview
desk-permission-see-access-log = See who looked
desk-permission-manage-accounts = Keep accounts
desk-permission-keep-rules = Keep the rules

desk-land-needed = Name the category of the land: the office that decides depends on it. Values: { $allowed }.
desk-land-unknown = There is no such category. Values: { $allowed }.
