//! SPARQL 1.1 Protocol, its query operation: the query by GET, as a form, or as itself by POST.

mod depth;
mod form;
mod request;

use std::sync::Arc;

use axum::extract::{Request, State as Shared};
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};

use super::answers::asked;
use super::gate::Work;
use super::linked::service;
use super::reply::Problem;
use super::state::State;
use super::stream::streamed;
use crate::triples::query_over;
pub(super) use form::{Form, RDF_MEDIA, named_rdf, rdf_form};
use request::Asked;
pub(super) use request::pairs;

/// Answers a query, or says what the endpoint is.
pub(super) async fn sparql(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let headers = request.headers().clone();
    let key = (request.method() == Method::GET).then(|| asked(request.uri(), &headers));
    let key = key.filter(|key| is_lasting(key));
    if let Some(answer) = key.as_deref().and_then(|key| state.answers.get(key)) {
        return answer;
    }
    match Asked::read(request, state.settings.limits.body).await {
        Ok(Some(asked)) => {
            let response = answer(Arc::clone(&state), asked).await;
            match key {
                Some(key) => state.answers.keep(key, response).await,
                None => response,
            }
        }
        Ok(None) => service(&state, &headers),
        Err(problem) => problem.into_response(),
    }
}

/// Whether a question has the same answer each time: it has no word for the time or for chance.
fn is_lasting(asked: &str) -> bool {
    let asked = asked.to_ascii_lowercase();
    !["now", "rand", "uuid"].iter().any(|word| asked.contains(word))
}

/// The answer to a query, which is sent while it is found.
async fn answer(state: Arc<State>, asked: Asked) -> Response {
    let Some(leave) = state.gate.enter(Work::Query).await else {
        return Problem::Busy.into_response();
    };
    let mut response = streamed(state.settings.limits.time, move |out| {
        let _leave = leave;
        let found = query_over(&state.store, &asked.query, &asked.dataset, state.bounds())?;
        let form = asked.forms.of(&found)?;
        form.write(found, out.of_type(form.media()))
    })
    .await;
    let vary = header::HeaderValue::from_static("accept");
    response.headers_mut().append(header::VARY, vary);
    response
}

#[cfg(test)]
mod tests {
    use super::is_lasting;

    #[test]
    fn answers_of_time_and_chance_are_not_kept() {
        assert!(is_lasting("/sparql?query=SELECT%20*%20%7B%7D"));
        for function in ["NOW()", "Rand()", "STRUUID()", "uuid()"] {
            assert!(!is_lasting(&format!(
                "/sparql?query=SELECT%20({function}%20AS%20?x)%20%7B%7D"
            )));
        }
    }
}
