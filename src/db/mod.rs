//! The only place with SQL; returns domain types.
