//! Story and rules → diagnostics.
//!
//! Every rule visits the nodes it asks for (`visit`); what holds there and is not excused (`excuse`) is a
//! finding. Those that a note in the story (`note`) or a waiver (`waiver`) allows are marked, and so are those that an
//! editor has tagged already (`tagged`). Then the findings are settled among themselves (`settle`): one source mention,
//! one diagnostic. Last they are put in words (`wording`), each with what would mend it (`remedy`).
//!
//! What single sentences say to rules (`memory`) is kept where a story is edited (`draft`): it is read and looked through
//! anew only where it changed.
//!
//! Of diagnostics, a baseline (`baseline`) tells which were there before, and two versions of a story (`change`) which
//! have to do with what changed. `verify` runs the examples of rules.

mod baseline;
mod change;
mod draft;
mod echo;
mod excuse;
mod finding;
mod likely;
mod memory;
mod note;
mod places;
mod remedy;
mod settle;
mod sweep;
mod tagged;
mod test;
mod verify;
mod view;
mod visit;
mod waiver;
mod wording;

pub use baseline::{Baseline, Entries};
pub use change::Changes;
pub use draft::Draft;
pub use verify::{Verdict, Verified, verify, verify_in};

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use self::{finding::Finding, memory::Memory, sweep::Sweep, view::View};
use crate::{
    Date,
    attribution::Story,
    config::{Config, Key, Settings, Setup, SetupError, WaiverUse, Waivers},
    diagnostic::Diagnostic,
    document::{self, Document, DocumentError, Format, Kind},
    rule::{Catalogue, Definition},
};

/// Checks stories by a catalogue of rules.
#[derive(Debug)]
pub struct Linter {
    catalogue: Catalogue,
    config: Config,
    /// The rules as they are set, by place and profile; made when the first story asks.
    sets: Mutex<FxHashMap<Key, RuleSet>>,
    today: Option<Date>,
}

/// Rules as they are set, with what is worked out of them once for all stories.
#[derive(Clone, Debug)]
struct RuleSet {
    rules: Arc<[Definition]>,
    sweep: Arc<Sweep>,
}

impl From<Vec<Definition>> for RuleSet {
    fn from(rules: Vec<Definition>) -> Self {
        Self { sweep: Arc::new(Sweep::of(&rules)), rules: rules.into() }
    }
}

impl Linter {
    /// A linter that goes by the settings and rules of a house; by those that come with the library, where that has none.
    ///
    /// # Errors
    /// [`SetupError`]: the first mistake in a file, or that the profile is none.
    pub fn new(setup: Setup) -> Result<Self, SetupError> {
        let (catalogue, config, today) = setup.load()?;
        Ok(Self { today, ..Self::of(catalogue, config) })
    }

    /// A linter with rules and settings that are loaded already.
    pub fn of(catalogue: Catalogue, config: Config) -> Self {
        Self { catalogue, config, sets: Mutex::default(), today: None }
    }

    /// The same, on a day: exceptions whose last day is over no longer hold. Without one, all hold for good.
    pub fn with_today(self, today: Date) -> Self {
        Self { today: Some(today), ..self }
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The rules as they are set for stories that say nothing of their kind and are in no particular place.
    pub fn rules(&self) -> Arc<[Definition]> {
        self.rules_for(&self.config.at(None), None)
    }

    /// The rules as they are set for a story, by the settings of its place and the kind that it says that it is.
    pub fn rules_for(&self, settings: &Settings<'_>, kind: Option<Kind>) -> Arc<[Definition]> {
        self.set_for(settings, kind).rules
    }

    /// The rules in every way that they were set for the stories so far, in no order.
    pub fn rules_so_far(&self) -> Vec<Arc<[Definition]>> {
        let sets = locked(&self.sets);
        sets.values().map(|set| Arc::clone(&set.rules)).collect()
    }

    /// The name of the profile that a story is checked by, by the settings of its place and the kind that it says that
    /// it is.
    pub fn profile_for(&self, settings: &Settings<'_>, kind: Option<Kind>) -> Option<&str> {
        let profile = settings.profile_for(&self.catalogue, kind)?;
        self.catalogue.profiles().all().get(profile).map(|profile| profile.name.as_str())
    }

    /// Reads a document: its sentences, quotations, attributions, sources and claims.
    pub fn read(&self, document: Document) -> Story {
        Story::read(document, self.catalogue.lexicon(), self.catalogue.claims())
    }

    /// Reads a text that is one story.
    ///
    /// # Errors
    /// [`DocumentError`] where it is not written in the format, or asks for more than the limits of the settings allow.
    pub fn read_text(&self, text: &str, format: Format) -> Result<Story, DocumentError> {
        let items = document::read(text.as_bytes(), format, &self.config.limits())?;
        Ok(self.read(items.into_iter().next().unwrap_or_default().document))
    }

    /// What an editor would send back, by place. The story is in no particular place.
    pub fn check(&self, story: &Story) -> Vec<Diagnostic> {
        self.check_at(&self.config.at(None), story)
    }

    /// What an editor would send back, by place, with the settings of the story's place.
    ///
    /// ```
    /// use onrecord::{Linter, Setup, document::Format};
    ///
    /// let settings = "[[override]]\nfiles = [\"opinion/\"]\nrule.V001 = { level = \"off\" }\n";
    /// let linter = Linter::new(Setup::default().settings("onrecord.toml", settings))?;
    /// let story = linter.read_text("Critics say the bridge is unsafe.", Format::Text)?;
    /// let found = |path| linter.check_at(&linter.config().at(Some(path)), &story).len();
    /// assert_eq!([found("news/bridge.txt"), found("opinion/bridge.txt")], [1, 0]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_at(&self, settings: &Settings<'_>, story: &Story) -> Vec<Diagnostic> {
        let set = self.set_for(settings, story.document.kind);
        check(&set, story, &Memory::of(story, &set.sweep), self.today, |_, _, _| {})
    }

    /// The same, with what some waivers allow marked as such; and what each of them had to do with the story. They
    /// come with the path of the story, seen from the folder of their settings; none where it is not below that.
    ///
    /// ```
    /// use onrecord::{Date, Linter, Setup, config::Waivers, document::Format};
    ///
    /// let linter = Linter::new(Setup::default().today("2026-05-03".parse()?))?;
    /// let waivers = r#"
    ///     [[waiver]]
    ///     rule = "V001"
    ///     story = "bridge.txt"
    ///     words = "Critics say"
    ///     reason = "they are named below"
    ///     approved-by = "the desk"
    /// "#;
    /// let waivers = Waivers::read("onrecord.waivers.toml", waivers, &linter.rules())?;
    /// let story = linter.read_text("Critics say the bridge is unsafe.", Format::Text)?;
    /// let settings = linter.config().at(None);
    /// let (found, _) = linter.check_waived(&settings, &story, [(&waivers, Some("bridge.txt"))].into_iter());
    /// assert!(!found[0].is_shown());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_waived<'w>(
        &self,
        settings: &Settings<'_>,
        story: &Story,
        waivers: impl Iterator<Item = (&'w Waivers, Option<&'w str>)>,
    ) -> (Vec<Diagnostic>, Vec<WaiverUse>) {
        let set = self.set_for(settings, story.document.kind);
        check_waived(&set, story, &Memory::of(story, &set.sweep), self.today, waivers)
    }

    /// What is wrong with waivers that stories had to do with: no reason, over, or not needed. Spans are bytes of the
    /// text of the waivers.
    pub fn check_waivers(&self, waivers: &Waivers, met: &WaiverUse) -> Vec<Diagnostic> {
        let rules = self.rules();
        let faults = waiver::faults(waivers, met, self.today);
        faults.iter().filter_map(|faulty| wording::word_fault(&rules, &waivers.text, faulty)).collect()
    }

    /// Begins to check a story that will be edited. It is in no particular place.
    pub fn draft(self: &Arc<Self>, document: Document) -> Draft {
        Draft::new(Arc::clone(self), None, document)
    }

    /// Begins to check a story that will be edited, with the settings of its place, which is as in [`Config::at`].
    pub fn draft_at(self: &Arc<Self>, place: &str, document: Document) -> Draft {
        Draft::new(Arc::clone(self), Some(place.to_owned()), document)
    }

    fn set_for(&self, settings: &Settings<'_>, kind: Option<Kind>) -> RuleSet {
        let profile = settings.profile_for(&self.catalogue, kind);
        let mut sets = locked(&self.sets);
        let set = sets
            .entry(settings.key(profile))
            .or_insert_with(|| settings.rules(&self.catalogue, profile).into());
        set.clone()
    }
}

/// What some rules find in a story, by place in its file. `memory` is what is known of its sentences; `waive` marks
/// findings that are agreed to outside the story.
fn check(
    RuleSet { rules, sweep }: &RuleSet,
    story: &Story,
    memory: &Memory,
    today: Option<Date>,
    waive: impl FnOnce(&View<'_>, &[Definition], &mut [Finding]),
) -> Vec<Diagnostic> {
    let view = View::new(story, memory);
    let mut findings = visit::findings(&view, rules, &sweep.sorted(rules, &memory.hits));
    let faults = note::apply(&story.document, rules, today, &mut findings);
    tagged::apply(&view, rules, &mut findings);
    waive(&view, rules, &mut findings);
    let settled = settle::settle(&view, rules, findings);
    let mut found: Vec<Diagnostic> =
        settled.into_iter().map(|finding| wording::word(&view, rules, finding)).collect();
    found.extend(faults.iter().filter_map(|faulty| wording::word_fault(rules, &story.document.text, faulty)));
    found.sort_by_key(|found| story.document.map.to_file(found.span).start());
    found
}

/// The same, with what some waivers allow marked as such; and what each of them had to do with the story.
fn check_waived<'w>(
    set: &RuleSet,
    story: &Story,
    memory: &Memory,
    today: Option<Date>,
    waivers: impl Iterator<Item = (&'w Waivers, Option<&'w str>)>,
) -> (Vec<Diagnostic>, Vec<WaiverUse>) {
    let mut met = Vec::new();
    let found = check(set, story, memory, today, |view, rules, findings| {
        met.extend(waivers.map(|(waivers, path)| match path {
            Some(path) => waiver::apply(view, rules, today, waivers, path, findings),
            None => WaiverUse::default(),
        }));
    });
    (found, met)
}

/// What is kept, to look at or to add to. Of a thread that fell over it is whole: no other is in the way of an entry.
fn locked<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whoever embeds the library shares a linter among threads, and hands a draft from one to another.
const _: () = {
    const fn is_shared<T: Send + Sync>() {}
    is_shared::<Linter>();
    is_shared::<Draft>();
    is_shared::<Story>();
};
