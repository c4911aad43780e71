//! Diagnostics → text for people, JSON for programs. One file a format.

pub mod inspect;
