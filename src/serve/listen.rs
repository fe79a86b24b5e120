//! Connections: taken up to a number, given up where the client is slow, and let end when the server ends.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tracing::{debug, info, warn};

use super::state::State;
use super::{ServeError, routes};

/// How long requests that run may go on when the server is to end.
const ENDING: Duration = Duration::from_secs(10);
/// How long nothing is accepted where the system has no more files.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers requests until the process is asked to end.
pub(super) async fn listen(
    state: Arc<State>,
    listening: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let address = SocketAddr::new(state.settings.host, state.settings.port);
    let failed = |source| ServeError::Bind { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let mut asked = pin!(asked_to_end()?);
    listening(listener.local_addr().map_err(failed)?);
    let limits = state.settings.limits;
    let preparing = Arc::clone(&state);
    tokio::task::spawn_blocking(move || preparing.prepare());
    let turns = Arc::new(Semaphore::new(limits.connections));
    let service = TowerToHyperService::new(routes::router(Arc::clone(&state)));
    let mut builder = auto::Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(limits.head);
    let builder = Arc::new(builder);
    let graceful = GracefulShutdown::new();
    loop {
        let turn = tokio::select! {
            turn = Arc::clone(&turns).acquire_owned() => turn,
            () = &mut asked => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut asked => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                warn!(%error, "a connection cannot be accepted");
                sleep(PAUSE).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let connection = builder.serve_connection(TokioIo::new(stream), service.clone());
        let connection = graceful.watch(connection.into_owned());
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                debug!(%peer, %error, "a connection was given up");
            }
            drop(turn);
        });
    }
    drop(listener);
    info!("ending, once the requests that run are answered");
    if timeout(ENDING, graceful.shutdown()).await.is_err() {
        warn!("some requests were not answered in time");
    }
    Ok(())
}

/// Comes about when the process is told to end: by Ctrl+C, or by a service manager.
#[cfg(unix)]
fn asked_to_end() -> Result<Pin<Box<dyn Future<Output = ()> + Send>>, ServeError> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt()).map_err(ServeError::Start)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(ServeError::Start)?;
    Ok(Box::pin(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }))
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "as where there are signals")]
fn asked_to_end() -> Result<Pin<Box<dyn Future<Output = ()> + Send>>, ServeError> {
    Ok(Box::pin(async {
        let _ = tokio::signal::ctrl_c().await;
    }))
}
