//! What documents are made from: facts and assessment, shared by all renderings of one run.

use std::sync::Arc;

use serde_json::Value as Json;

use super::news::News;

/// Normalised facts and the assessment in its serialised form.
#[derive(Debug, Clone)]
pub struct Given {
    /// The facts that the reader may see.
    pub facts: Arc<Json>,
    /// The assessment, which templates know as `recht`.
    pub law: Arc<Json>,
    /// The tables of the facts by name, apart, so that no rendering copies them.
    pub(super) tables: Arc<Vec<(String, Arc<Json>)>>,
    /// What the document continues, which templates know as `bezug`.
    pub(super) news: Option<Arc<News>>,
}

impl Given {
    /// Takes facts and assessment apart once.
    #[must_use]
    pub fn new(facts: Json, law: Json) -> Self {
        let tables = facts
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, json)| (name.clone(), Arc::new(json.clone())))
            .collect();
        Self {
            facts: Arc::new(facts),
            law: Arc::new(law),
            tables: Arc::new(tables),
            news: None,
        }
    }

    /// The same for a document that continues an earlier one.
    #[must_use]
    pub fn continuing(mut self, news: News) -> Self {
        self.news = Some(Arc::new(news));
        self
    }

    /// What the document continues.
    #[must_use]
    pub fn news(&self) -> Option<&News> {
        self.news.as_deref()
    }
}
