//! The pattern of the address that a request asks for, as whoever looked it up first has left it with the request.

use actix_web::HttpMessage;

struct Asked(Option<&'static str>);

pub fn remember(request: &impl HttpMessage, pattern: Option<&'static str>) {
    request.extensions_mut().insert(Asked(pattern));
}

/// For logs: the address itself may carry a letter's token, and searches carry names (S10).
pub fn pattern(request: &impl HttpMessage) -> Option<&'static str> {
    request.extensions().get::<Asked>().and_then(|asked| asked.0)
}
