use calendar::Text;
use serde::Serialize;
use utoipa::ToSchema;

/// A text in the three languages.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Text)]
pub struct TextDto {
    /// Kazakh.
    pub kk: String,
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
}

impl From<&Text> for TextDto {
    fn from(text: &Text) -> Self {
        Self { kk: text.kk.clone(), ru: text.ru.clone(), en: text.en.clone() }
    }
}

impl From<Text> for TextDto {
    fn from(text: Text) -> Self {
        Self { kk: text.kk, ru: text.ru, en: text.en }
    }
}
