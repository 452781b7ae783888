use locale::{Arg, Language, Messages};

/// What every page needs besides its own values.
#[derive(Debug, Clone)]
pub struct Shell<'a> {
    /// Texts.
    pub messages: &'a Messages,
    /// Language of the page.
    pub language: Language,
    /// Address of the page without its language, for the links to the other languages.
    pub path: String,
    /// Who is signed in.
    pub signed_in: Option<SignedIn>,
}

/// Who is signed in, as the head of every page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Name of the person.
    pub name: String,
    /// Name of the office.
    pub office: String,
    /// Token that every form sends along.
    pub csrf: String,
    /// The person may accept requests.
    pub lodges: bool,
    /// The person sees cases.
    pub sees_cases: bool,
    /// The person answers for what is late.
    pub oversees: bool,
    /// The person sees the books of the office.
    pub sees_books: bool,
    /// The person moves paper files.
    pub moves_files: bool,
    /// The person keeps accounts.
    pub keeps_accounts: bool,
}

impl Shell<'_> {
    /// A message of the page's language.
    pub fn t(&self, name: &str) -> String {
        self.messages.text(self.language, name, &[])
    }

    /// Heads of the columns of a calendar, Monday first: short, and the whole name.
    pub(crate) fn weekdays(&self) -> impl Iterator<Item = (String, String)> {
        let name = |number: u8| self.t(&format!("page-weekday-{number}"));
        (1..=7).map(move |number| (self.t(&format!("page-weekday-short-{number}")), name(number)))
    }

    /// A message with one argument.
    pub fn t1(&self, name: &str, arg: &str, value: impl AsRef<str>) -> String {
        self.messages.text(self.language, name, &[(arg, Arg::from(value.as_ref()))])
    }

    /// The page is this one, whatever it is asked.
    pub fn is_at(&self, path: &str) -> bool {
        self.path.split('?').next() == Some(path)
    }

    /// The menu at the head of the page: address, message, and whether the page is that one.
    pub(crate) fn menu(&self) -> Vec<(&'static str, &'static str, bool)> {
        let pages: Vec<(&str, &str)> = match &self.signed_in {
            Some(person) => [
                (person.sees_cases, "/inbox", "page-inbox"),
                (person.sees_cases, "/day", "page-day"),
                (person.oversees, "/overview", "page-overview"),
                (person.lodges, "/lodge", "page-lodge"),
                (person.sees_books, "/books", "page-books"),
                (person.moves_files, "/transfers", "page-transfers"),
                (person.keeps_accounts, "/admin", "page-admin"),
            ]
            .into_iter()
            .filter(|(may, ..)| *may)
            .map(|(_, address, words)| (address, words))
            .collect(),
            None => vec![
                ("/offices", "page-offices"),
                ("/price", "page-price-title"),
                ("/term", "page-term-title"),
                ("/track", "page-track"),
                ("/sign-in", "page-sign-in"),
            ],
        };
        pages.into_iter().map(|(address, words)| (address, words, self.is_at(address))).collect()
    }

    /// What everybody may read, at the foot of every page: address and message.
    pub(crate) fn public_pages(&self) -> [(&'static str, &'static str); 7] {
        [
            ("/", "page-all-services"),
            ("/law", "page-law"),
            ("/offices", "page-offices"),
            ("/price", "page-price-title"),
            ("/term", "page-term-title"),
            ("/track", "page-track"),
            ("/complain", "page-complain"),
        ]
    }

    /// An address in the page's language.
    pub fn to(&self, path: &str) -> String {
        format!("/{}{path}", self.language)
    }

    /// The other languages: tag, own name, address of this page.
    pub fn others(&self) -> Vec<(&'static str, &'static str, String)> {
        Language::ALL
            .into_iter()
            .filter(|language| *language != self.language)
            .map(|language| (language.tag(), language.own_name(), format!("/{language}{}", self.path)))
            .collect()
    }

    /// A citation in words of the page's language: `S1 annex 3 row 2` is `S1 3-қосымша, 2-жол`; a paragraph has no words.
    pub fn cited(&self, cite: impl AsRef<str>) -> String {
        let cite = cite.as_ref();
        let Some((standard, place)) = cite.split_once(" annex") else { return cite.to_owned() };
        let mut numbers = place.split_whitespace().filter(|word| *word != "row");
        let (annex, row) = (numbers.next(), numbers.next());
        let name = match (annex, row) {
            (None, _) => "page-cite-only-annex",
            (Some(_), None) => "page-cite-annex",
            (Some(_), Some(_)) => "page-cite-annex-row",
        };
        let args = [("standard", standard), ("annex", annex.unwrap_or("")), ("row", row.unwrap_or(""))];
        self.messages.text(self.language, name, &args.map(|(name, value)| (name, Arg::from(value))))
    }

    /// Where the law browser shows what a paragraph says: `S1 ¶7.1` is `/kk/law/1#p7.1`.
    pub fn law(&self, cite: &str) -> Option<String> {
        let (standard, rest) = cite.strip_prefix('S')?.split_once(' ')?;
        let number: u8 = standard.parse().ok()?;
        Some(self.to(&format!("/law/{number}#{}", paragraph_id(rest))))
    }

    /// Address of a fingerprinted asset.
    pub fn asset(&self, name: &str) -> String {
        crate::assets::href(name)
    }

    /// The token that forms send along; empty where nobody is signed in.
    pub fn csrf(&self) -> &str {
        self.signed_in.as_ref().map_or("", |person| person.csrf.as_str())
    }
}

/// Id of a paragraph on its page, from what stands behind the standard: `¶7.1` is `p7.1`, `annex 3 row 2` stays with
/// its annex, `annex-3`.
pub fn paragraph_id(rest: &str) -> String {
    match rest.strip_prefix('¶') {
        Some(paragraph) => format!("p{}", paragraph.split(' ').next().unwrap_or_default()),
        None => rest.split(' ').take(2).collect::<Vec<_>>().join("-"),
    }
}
