//! All rules, with the lexicon and the claims that they read.

use include_dir::{Dir, DirEntry, include_dir};

use super::{definition::Definition, load::Loader};
use crate::{
    attribution::ClaimGrammar,
    lexicon::{ClassFile, Lexicon},
    mistake::Mistake,
};

/// The files that come with the program.
static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Folders of `rules/` that hold no rules.
const LEXICON: &str = "lexicon";
const CLAIMS: &str = "claims";

/// Rules, by code, and what they are made of.
#[derive(Clone, Debug)]
pub struct Catalogue {
    lexicon: Lexicon,
    claims: ClaimGrammar,
    rules: Vec<Definition>,
}

impl Catalogue {
    /// The catalogue that comes with the program.
    ///
    /// # Errors
    /// The first [`Mistake`] in a file of `rules/`; none in a released program.
    pub fn builtin() -> Result<Self, Mistake> {
        let mut lexicon = Lexicon::default();
        for (path, text) in files_of(LEXICON) {
            let file =
                toml::from_str::<ClassFile>(text).map_err(|error| Mistake::in_toml(&path, text, &error))?;
            lexicon.add(&file).map_err(|error| Mistake {
                file: path,
                text: text.into(),
                span: 0..0,
                message: error.to_string(),
                help: None,
            })?;
        }
        let mut claims = ClaimGrammar::default();
        for (path, text) in files_of(CLAIMS) {
            claims.add(&path, text, &mut lexicon)?;
        }
        let mut catalogue = Self { lexicon, claims, rules: Vec::new() };
        let families = BUILTIN.dirs().filter(|dir| ![LEXICON, CLAIMS].map(Some).contains(&dir.path().to_str()));
        for (path, text) in families.flat_map(files_in) {
            catalogue.add(&path, text)?;
        }
        catalogue.rules.sort_by(|one, other| one.code.get_ref().cmp(other.code.get_ref()));
        catalogue.check_references()?;
        Ok(catalogue)
    }

    /// Adds the rule of one file. `path` is for messages.
    ///
    /// # Errors
    /// The first [`Mistake`] in the file, or that its code is taken.
    pub fn add(&mut self, path: &str, text: &str) -> Result<(), Mistake> {
        let rule = Loader { file: path, text, lexicon: &mut self.lexicon }.load()?;
        if let Some(taken) = self.rule(rule.code.get_ref()) {
            let message = format!("the code {} is taken by {}", rule.code.get_ref(), taken.name.get_ref());
            let help = Some("give the rule a code of its own".into());
            return Err(Mistake {
                file: path.into(),
                text: text.into(),
                span: rule.code.span(),
                message,
                help,
            });
        }
        self.rules.push(rule);
        Ok(())
    }

    /// The words and their classes.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// What counts as a claim.
    pub fn claims(&self) -> &ClaimGrammar {
        &self.claims
    }

    /// All rules, by code.
    pub fn rules(&self) -> &[Definition] {
        &self.rules
    }

    /// The rule of this code or name, whatever the case.
    pub fn rule(&self, name: &str) -> Option<&Definition> {
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        self.rules.iter().find(|rule| is(rule.code.get_ref()) || is(rule.name.get_ref()))
    }

    /// The code or name most like one that does not exist.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let names = self.rules.iter().flat_map(|rule| [rule.code.get_ref().as_str(), rule.name.get_ref()]);
        crate::nearest::nearest(name, names)
    }

    /// Whether every rule that another speaks of exists.
    fn check_references(&self) -> Result<(), Mistake> {
        for rule in &self.rules {
            let triggers = rule.visits.paragraph.iter().flat_map(|test| &test.triggers);
            let mut named = triggers.chain(&rule.report.suppresses).chain(&rule.report.folds_into);
            if let Some(unknown) = named.find(|code| self.rule(code.get_ref()).is_none()) {
                let message =
                    format!("{} speaks of a rule {} that is not there", rule.code.get_ref(), unknown.get_ref());
                return Err(Mistake {
                    file: "rules".into(),
                    text: String::new(),
                    span: 0..0,
                    message,
                    help: None,
                });
            }
        }
        Ok(())
    }
}

fn files_of(folder: &str) -> impl Iterator<Item = (String, &'static str)> {
    BUILTIN.get_dir(folder).into_iter().flat_map(files_in)
}

/// The TOML files right in a folder, by path.
fn files_in(dir: &'static Dir<'static>) -> impl Iterator<Item = (String, &'static str)> {
    let files = dir.entries().iter().filter_map(DirEntry::as_file);
    files
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "toml"))
        .map(|file| (format!("rules/{}", file.path().display()), file.contents_utf8().unwrap_or_default()))
}
