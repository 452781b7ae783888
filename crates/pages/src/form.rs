/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Name under which it is sent; also its place on the page.
    pub name: String,
    /// What stands beside it.
    pub label: String,
    /// A word of help.
    pub hint: Option<String>,
    /// How it is filled in.
    pub kind: FieldKind,
    /// What was typed.
    pub value: String,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// It may not stay empty.
    pub required: bool,
    /// It has the keyboard when the page is opened.
    pub focus: bool,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// A line of text; the hint says what it holds to browsers (`text`, `tel`, `email`, `password`, `date`).
    Line(&'static str),
    /// Several lines of text.
    Lines,
    /// One of several.
    Select(Vec<Choice>),
    /// One of few, each to be seen.
    Radios(Vec<Choice>),
    /// Any of several, each sent under the field's name.
    Boxes(Vec<Choice>),
    /// Files, each sent under the field's name; what browsers offer to choose from (`application/pdf,image/*`). The form
    /// around it is sent as `multipart/form-data`.
    Files(&'static str),
    /// Sent without being shown.
    Hidden,
}

/// A choice of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// It is chosen.
    pub chosen: bool,
}

/// Something that is wrong with a form, for the summary at its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Name of the field; empty where it belongs to none.
    pub field: String,
    /// What is wrong and what to do.
    pub text: String,
    /// The paragraph that decides, where one does.
    pub cite: Option<String>,
}

impl Field {
    /// An empty line of text.
    pub fn line(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            hint: None,
            kind: FieldKind::Line("text"),
            value: String::new(),
            problem: None,
            required: false,
            focus: false,
        }
    }

    /// Of another kind.
    pub fn kind(mut self, kind: FieldKind) -> Self {
        self.kind = kind;
        self
    }

    /// With what was typed.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// That may not stay empty.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// That has the keyboard when the page is opened; one on a page.
    pub fn focused(mut self) -> Self {
        self.focus = true;
        self
    }

    /// Something was typed or chosen; the first of a list counts as chosen by nobody.
    pub fn answered(&self) -> bool {
        match &self.kind {
            FieldKind::Select(choices) | FieldKind::Radios(choices) => {
                choices.iter().skip(1).any(|choice| choice.chosen)
            }
            FieldKind::Boxes(choices) => choices.iter().any(|choice| choice.chosen),
            _ => !self.value.is_empty(),
        }
    }

    /// With a word of help.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Its id on the page; the prefix keeps the fields of several forms on one page apart.
    pub fn id(&self, prefix: &str) -> String {
        place(prefix, &self.name)
    }

    /// What a password manager may put there (WCAG 2.2, 1.3.5); `password` says whether the form asks for the present
    /// password or sets a new one. A field named `old` is the present one beside a new one.
    pub(crate) fn autocomplete<'a>(&self, password: &'a str) -> Option<&'a str> {
        match (&self.kind, self.name.as_str()) {
            (FieldKind::Line("password"), "old") => Some("current-password"),
            (FieldKind::Line("password"), _) => Some(password),
            (FieldKind::Line(_), "login") => Some("username"),
            _ => None,
        }
    }

    /// What there is to choose from.
    pub(crate) fn choices(&self) -> &[Choice] {
        match &self.kind {
            FieldKind::Select(choices) | FieldKind::Radios(choices) | FieldKind::Boxes(choices) => choices,
            FieldKind::Line(_) | FieldKind::Lines | FieldKind::Files(_) | FieldKind::Hidden => &[],
        }
    }

    /// Id of one of its choices. The first has the field's own, so that the error summary leads to it.
    pub(crate) fn choice_id(&self, prefix: &str, place: &usize) -> String {
        let id = self.id(prefix);
        if *place == 1 { id } else { format!("{id}-{place}") }
    }

    /// It is a password, which may be looked at while it is typed.
    pub(crate) fn is_password(&self) -> bool {
        self.kind == FieldKind::Line("password")
    }

    /// Ids of what a screen reader reads with it: its help and what is wrong with it.
    pub fn described_by(&self, prefix: &str) -> Option<String> {
        let id = self.id(prefix);
        let parts = [
            self.hint.as_ref().map(|_| format!("{id}-hint")),
            self.problem.as_ref().map(|_| format!("{id}-problem")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

impl Problem {
    /// Where the summary's link leads: the field of the form with this prefix, else that form itself, else nowhere.
    pub fn target(&self, prefix: &str) -> Option<String> {
        match (self.field.is_empty(), prefix.is_empty()) {
            (false, _) => Some(place(prefix, &self.field)),
            (true, false) => Some(prefix.to_owned()),
            (true, true) => None,
        }
    }
}

/// A field's id on the page.
fn place(prefix: &str, name: &str) -> String {
    let plain = |sign: char| if sign.is_ascii_alphanumeric() { sign } else { '-' };
    let name: String = name.chars().map(plain).collect();
    if prefix.is_empty() { format!("field-{name}") } else { format!("{prefix}-field-{name}") }
}
