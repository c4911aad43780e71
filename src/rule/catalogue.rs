//! All rules, with the lexicon and the claims that they read, and the profiles that set them.

use include_dir::{Dir, DirEntry, include_dir};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3Default;

use super::{
    adjust::{self, Set},
    compiled,
    definition::Definition,
    excuses::Excuses,
    house::{self, Change, Form, HouseFile},
    load::Loader,
    profile::Profiles,
};
use crate::{
    Lazy,
    attribution::ClaimGrammar,
    lexicon::{ClassFile, Lexicon},
    mistake::Mistake,
};

/// The files that come with the program.
static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Folders of `rules/` that hold no rules.
const LEXICON: &str = "lexicon";
const CLAIMS: &str = "claims";
const EXCUSES: &str = "excuses";
const PROFILES: &str = "profiles";
const SCHEMAS: &str = "schema";

/// Rules, by code, and what they are made of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Catalogue {
    lexicon: Lexicon,
    claims: ClaimGrammar,
    excuses: Lazy<Excuses>,
    rules: Vec<Definition>,
    profiles: Profiles,
}

impl Catalogue {
    /// The catalogue that comes with the program.
    ///
    /// # Errors
    /// The first [`Mistake`] in a file of `rules/`; none in a released program.
    pub fn builtin() -> Result<Self, Mistake> {
        Self::with_house(&[])
    }

    /// The catalogue that comes with the program, with the words, rules, changes and profiles of a house. All words
    /// are there before any rule is read.
    ///
    /// ```
    /// use onrecord::{diagnostic::Level, rule::{Catalogue, HouseFile}};
    ///
    /// let text = "change = \"A003\"\nlevel = \"error\"\n";
    /// let catalogue = Catalogue::with_house(&[HouseFile { path: "house/reasons.toml".into(), text: text.into() }])?;
    /// let rule = catalogue.rule("A003");
    /// assert_eq!(rule.and_then(|rule| rule.speaks()), Some(Level::Error));
    /// # Ok::<(), Box<onrecord::mistake::Mistake>>(())
    /// ```
    ///
    /// # Errors
    /// The first [`Mistake`] in a file.
    pub fn with_house(files: &[HouseFile]) -> Result<Self, Mistake> {
        let mut forms = Vec::with_capacity(files.len());
        for file in files {
            forms.push((file.form()?, file));
        }
        let of = |wanted: Form| forms.iter().filter(move |(form, _)| *form == wanted).map(|(_, file)| *file);
        let mut catalogue = match compiled::catalogue() {
            // Rules are compiled with the words of the house at hand.
            Some(compiled) if of(Form::Words).next().is_none() => compiled,
            _ => Self::from_files(of(Form::Words))?,
        };
        of(Form::Rule).try_for_each(|file| catalogue.add(&file.path, &file.text))?;
        catalogue.rules.sort_by(|one, other| one.code.get_ref().cmp(other.code.get_ref()));
        of(Form::Change)
            .try_for_each(|file| Change::make(file, &mut catalogue.rules, &mut catalogue.lexicon))?;
        catalogue.check_references(files)?;
        catalogue.load_profiles(of(Form::Profile).map(|file| (file.path.as_str(), file.text.as_str())))?;
        Ok(catalogue)
    }

    /// The catalogue of the files that come with the program, with the words of a house.
    pub(super) fn from_files<'a>(words: impl Iterator<Item = &'a HouseFile>) -> Result<Self, Mistake> {
        let mut lexicon = builtin_lexicon()?;
        words.into_iter().try_for_each(|file| house::add_words(file, &mut lexicon))?;
        let mut claims = ClaimGrammar::default();
        for (path, text) in files_of(CLAIMS) {
            claims.add(&path, text, &mut lexicon)?;
        }
        let mut excuses = Excuses::default();
        for (path, text) in files_of(EXCUSES) {
            excuses.add(&path, text, &mut lexicon)?;
        }
        let excuses = excuses.into();
        let mut catalogue = Self { lexicon, claims, excuses, rules: Vec::new(), profiles: Profiles::default() };
        for (path, text) in rule_files() {
            catalogue.add(&path, text)?;
        }
        catalogue.rules.sort_by(|one, other| one.code.get_ref().cmp(other.code.get_ref()));
        let profiles: Vec<(String, &str)> = files_of(PROFILES).collect();
        catalogue.load_profiles(profiles.iter().map(|(path, text)| (path.as_str(), *text)))?;
        Ok(catalogue)
    }

    fn load_profiles<'a>(&mut self, files: impl Iterator<Item = (&'a str, &'a str)>) -> Result<(), Mistake> {
        let files: Vec<_> = files.collect();
        self.profiles.load(&files, &self.rules, &mut self.lexicon)
    }

    /// Adds the rule of one file. `path` is for messages.
    ///
    /// # Errors
    /// The first [`Mistake`] in the file, or that its code is taken.
    pub fn add(&mut self, path: &str, text: &str) -> Result<(), Mistake> {
        let mut loader = Loader { file: path, text, lexicon: &mut self.lexicon };
        let mut rule = loader.load()?;
        self.excuses.give(&mut rule, &loader)?;
        let (code, name) = (&rule.code, &rule.name);
        if let Some(taken) = adjust::find(&self.rules, code.get_ref()) {
            let message = format!("the code {} is taken by {}", code.get_ref(), taken.name.get_ref());
            let help = if path == &*taken.set.file {
                "give the rule a code of its own".to_owned()
            } else {
                format!(
                    "give the rule a code of its own; or, to change that rule, write `change = \"{}\"` in place of \
                     `code` and give only what differs",
                    taken.code.get_ref()
                )
            };
            return Err(loader.at(code, message, Some(help)));
        }
        if let Some(taken) = adjust::find(&self.rules, name.get_ref()) {
            let message = format!("the name {} is taken by {}", name.get_ref(), taken.code.get_ref());
            return Err(loader.at(name, message, Some("give the rule a name of its own".into())));
        }
        self.rules.push(rule);
        Ok(())
    }

    /// The words and their classes.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The words and their classes, for patterns that are still to come, with the rules.
    pub(crate) fn parts(&mut self) -> (&mut Lexicon, &[Definition]) {
        (&mut self.lexicon, &self.rules)
    }

    /// What counts as a claim.
    pub fn claims(&self) -> &ClaimGrammar {
        &self.claims
    }

    /// All rules, by code, as their files have them.
    pub fn rules(&self) -> &[Definition] {
        &self.rules
    }

    /// The profiles.
    pub fn profiles(&self) -> &Profiles {
        &self.profiles
    }

    /// All rules, by code, as a profile sets them.
    pub fn rules_in(&self, profile: usize) -> Vec<Definition> {
        let mut rules = self.rules.clone();
        self.profiles.apply(profile, &mut rules);
        rules
    }

    /// The rule of this code or name, whatever the case.
    pub fn rule(&self, name: &str) -> Option<&Definition> {
        adjust::find(&self.rules, name)
    }

    /// That there is no rule of a code or name, and the one most like it.
    pub fn unknown(&self, name: &str) -> String {
        adjust::unknown_rule(&self.rules, name)
    }

    /// The code or name most like one that does not exist.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let names = self.rules.iter().flat_map(|rule| [rule.code.get_ref().as_str(), rule.name.get_ref()]);
        crate::nearest::nearest(name, names)
    }

    /// Says again of what file each rule is, which is not written down with it.
    pub(super) fn sign(&mut self, files: &[String]) {
        for (rule, file) in self.rules.iter_mut().zip(files) {
            rule.set = Set::of_file(file, rule.opt_in);
        }
    }

    /// Whether every rule that another speaks of exists. `files` are those of the house, to show the place.
    fn check_references(&self, files: &[HouseFile]) -> Result<(), Mistake> {
        for rule in &self.rules {
            let triggers = rule.visits.paragraph.iter().flat_map(|test| &test.triggers);
            let mut named = triggers.chain(&rule.report.suppresses).chain(&rule.report.folds_into);
            if let Some(unknown) = named.find(|code| self.rule(code.get_ref()).is_none()) {
                let text = files.iter().find(|file| file.path == *rule.set.file).map(|file| file.text.clone());
                return Err(Mistake {
                    file: rule.set.file.to_string(),
                    span: if text.is_some() { unknown.span() } else { 0..0 },
                    text: text.unwrap_or_default(),
                    message: adjust::unknown_rule(&self.rules, unknown.get_ref()),
                    help: Some("`onrecord rules` lists all".into()),
                });
            }
        }
        Ok(())
    }
}

/// A number that stands for what the files of `rules/` that make the catalogue say.
pub(super) fn fingerprint() -> u64 {
    let mut hasher = Xxh3Default::new();
    let folders = [LEXICON, CLAIMS, EXCUSES, PROFILES].into_iter().flat_map(files_of);
    for (path, text) in folders.chain(rule_files()) {
        hasher.update(path.as_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.digest()
}

fn builtin_lexicon() -> Result<Lexicon, Mistake> {
    let mut lexicon = Lexicon::default();
    for (path, text) in files_of(LEXICON) {
        let file = toml::from_str::<ClassFile>(text).map_err(|error| Mistake::in_toml(&path, text, &error))?;
        lexicon.add(&file).map_err(|error| Mistake {
            file: path,
            text: text.into(),
            span: error.span().unwrap_or_default(),
            message: error.to_string(),
            help: error.way_out(),
        })?;
    }
    Ok(lexicon)
}

/// The files of rules that come with the program.
fn rule_files() -> impl Iterator<Item = (String, &'static str)> {
    let others = [LEXICON, CLAIMS, EXCUSES, PROFILES, SCHEMAS].map(Some);
    BUILTIN.dirs().filter(move |dir| !others.contains(&dir.path().to_str())).flat_map(files_in)
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
