//! Letters over a real SMTP conversation, with a server that fails on command (TRUST.md, lists D and B).

mod arriving;
mod bouncing;
mod failing;
mod killed;
mod lines;
mod post;
mod postfix;
mod routes;
mod sink;
mod staying;
