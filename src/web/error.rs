//! An error is a page: what is wrong, what to do, and a way on. Its cause goes to the log with an incident number.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use db::DbError;
use domain::round::hearing::Standing;
use i18n::Lang;
use tasks::TaskError;
use tasks::answer::hearing::AnswerError;

type Cause = Box<dyn std::error::Error + Send + Sync>;

#[derive(Debug)]
pub enum AppError {
    BadRequest,
    UnknownHost,
    Forbidden,
    /// The form did not come from our own page.
    ForeignForm,
    /// A form of somebody who is not signed in any more, and who cannot be told from others.
    SignedOut,
    NotFound,
    Method,
    /// Someone else saved first.
    Conflict,
    /// The mapping or round is closed.
    Closed,
    /// The hearing takes no answers now.
    Shut(Standing),
    /// A closed mapping shows the municipality as it was.
    MunicipalityIsFrozen,
    /// The body did not come in time.
    TooSlow,
    TooLarge,
    Unprocessable,
    TooMany,
    Internal(Cause),
    /// The database is away or busy: worth another try.
    Unavailable(Cause),
}

/// What the error page says.
pub struct Explanation {
    pub status: StatusCode,
    pub title: &'static str,
    pub text: &'static str,
}

impl AppError {
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::Internal(cause.into())
    }

    pub fn explain(&self, t: Lang) -> Explanation {
        let (title, text) = match self {
            Self::BadRequest => (t.bad_request_title(), t.bad_request_text()),
            Self::UnknownHost => (t.bad_request_title(), t.unknown_host_text()),
            Self::Forbidden => (t.forbidden_title(), t.forbidden_text()),
            Self::ForeignForm => (t.bad_request_title(), t.foreign_form_text()),
            Self::SignedOut => (t.signed_out_title(), t.signed_out_text()),
            Self::NotFound => (t.not_found_title(), t.not_found_text()),
            Self::Method => (t.method_title(), t.method_text()),
            Self::Conflict => (t.conflict_title(), t.conflict_text()),
            Self::Closed => (t.closed_title(), t.closed_text()),
            Self::Shut(Standing::NotYet(_)) => (t.not_yet_title(), t.not_yet_text()),
            Self::Shut(Standing::TooLate(_)) => (t.too_late_title(), t.too_late_text()),
            Self::Shut(_) => (t.round_closed_title(), t.round_closed_text()),
            Self::MunicipalityIsFrozen => (t.frozen_municipality_title(), t.frozen_municipality_text()),
            Self::TooSlow => (t.too_slow_title(), t.too_slow_text()),
            Self::TooLarge => (t.too_large_title(), t.too_large_text()),
            Self::Unprocessable => (t.unprocessable_title(), t.unprocessable_text()),
            Self::TooMany => (t.too_many_title(), t.too_many_text()),
            Self::Internal(_) => (t.internal_title(), t.internal_text()),
            Self::Unavailable(_) => (t.unavailable_title(), t.unavailable_text()),
        };
        Explanation {
            status: self.status_code(),
            title,
            text,
        }
    }

    /// A copy for the page; the cause as its text, because a boxed error cannot be cloned.
    #[must_use]
    pub fn twin(&self) -> Self {
        match self {
            Self::BadRequest => Self::BadRequest,
            Self::UnknownHost => Self::UnknownHost,
            Self::Forbidden => Self::Forbidden,
            Self::ForeignForm => Self::ForeignForm,
            Self::SignedOut => Self::SignedOut,
            Self::NotFound => Self::NotFound,
            Self::Method => Self::Method,
            Self::Conflict => Self::Conflict,
            Self::Closed => Self::Closed,
            Self::Shut(standing) => Self::Shut(*standing),
            Self::MunicipalityIsFrozen => Self::MunicipalityIsFrozen,
            Self::TooSlow => Self::TooSlow,
            Self::TooLarge => Self::TooLarge,
            Self::Unprocessable => Self::Unprocessable,
            Self::TooMany => Self::TooMany,
            Self::Internal(cause) => Self::Internal(cause.to_string().into()),
            Self::Unavailable(cause) => Self::Unavailable(cause.to_string().into()),
        }
    }

    /// The error that a bare status stands for, such as those that the framework answers by itself.
    pub fn from_status(status: StatusCode) -> Self {
        match status {
            StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => Self::Forbidden,
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::CONFLICT => Self::Conflict,
            StatusCode::REQUEST_TIMEOUT => Self::TooSlow,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNPROCESSABLE_ENTITY => Self::Unprocessable,
            StatusCode::TOO_MANY_REQUESTS => Self::TooMany,
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable("the framework answered 503".into()),
            status if status.is_client_error() => Self::BadRequest,
            status => Self::Internal(format!("the framework answered {status}").into()),
        }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Internal(cause) | Self::Unavailable(cause) => write!(f, "{cause}"),
            other => write!(f, "{other:?}"),
        }
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::BadRequest | Self::UnknownHost => StatusCode::BAD_REQUEST,
            Self::Forbidden | Self::ForeignForm | Self::SignedOut | Self::Shut(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict | Self::Closed | Self::MunicipalityIsFrozen => StatusCode::CONFLICT,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Bare: `frame` turns it into a page, because only there the reader and the language are known.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl From<db::QueryError> for AppError {
    fn from(error: db::QueryError) -> Self {
        TaskError::from(error).into()
    }
}

impl From<TaskError> for AppError {
    fn from(error: TaskError) -> Self {
        match error {
            TaskError::NotFound => Self::NotFound,
            TaskError::Forbidden => Self::Forbidden,
            TaskError::Stale => Self::Conflict,
            TaskError::Closed => Self::Closed,
            TaskError::MunicipalityIsFrozen => Self::MunicipalityIsFrozen,
            TaskError::Database(error) if db::is_unavailable(&error) => Self::Unavailable(error.into()),
            TaskError::Database(error) => Self::internal(error),
            TaskError::Internal(cause) => Self::internal(cause),
        }
    }
}

impl From<AnswerError> for AppError {
    fn from(error: AnswerError) -> Self {
        match error {
            AnswerError::Shut(standing) => Self::Shut(standing),
            AnswerError::Stale => Self::Conflict,
            AnswerError::Task(error) => error.into(),
        }
    }
}

impl From<DbError> for AppError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Query(error) => error.into(),
            error => Self::Unavailable(error.into()),
        }
    }
}

impl From<actix_web::error::BlockingError> for AppError {
    fn from(error: actix_web::error::BlockingError) -> Self {
        Self::internal(error)
    }
}
