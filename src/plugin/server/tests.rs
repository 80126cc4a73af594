use std::sync::Mutex;

use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tonic::transport::{Channel, Endpoint};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;

use super::*;

/// A server on TCP, as where there are no Unix sockets, with the stop tokens of its connections.
struct Served {
    address: String,
    stops: Arc<Mutex<Vec<CancellationToken>>>,
    terminate: oneshot::Sender<()>,
    end: oneshot::Sender<()>,
    result: tokio::task::JoinHandle<Result<(), Error>>,
}

async fn served(make: impl Fn() -> Routes + Send + Sync + 'static) -> Served {
    let server = Server::new(Listener::tcp(0..=0).await.unwrap(), None).await;
    let (_, address) = server.listener.address().unwrap();
    let (terminate, terminated) = oneshot::channel();
    server.cancel_at(async { terminated.await.unwrap() });
    let (end, ended) = oneshot::channel();
    let stops = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&stops);
    let make = move |connection: Connection| {
        kept.lock().unwrap().push(connection.stop);
        make()
    };
    let result = tokio::spawn(server.run(make, async { ended.await.unwrap() }));
    Served { address, stops, terminate, end, result }
}

impl Served {
    async fn channel(&self) -> Channel {
        let address = self.address.clone();
        let connect = tower::service_fn(move |_| {
            let address = address.clone();
            async move { TcpStream::connect(address).await.map(TokioIo::new) }
        });
        let channel =
            Endpoint::from_static("http://localhost").connect_with_connector(connect).await.unwrap();
        check(&channel).await.unwrap();
        channel
    }

    fn stop(&self, connection: usize) -> CancellationToken {
        self.stops.lock().unwrap()[connection].clone()
    }
}

async fn check(channel: &Channel) -> Result<(), tonic::Status> {
    HealthClient::new(channel.clone())
        .check(HealthCheckRequest { service: "plugin".to_owned() })
        .await
        .map(drop)
}

#[tokio::test]
async fn each_connection_has_services_of_its_own_and_a_stop_that_comes_with_its_end() {
    let served = served(Routes::default).await;
    let (first, second) = (served.channel().await, served.channel().await);
    assert_eq!(served.stops.lock().unwrap().len(), 2);
    drop(first);
    served.stop(0).cancelled().await;
    assert!(!served.stop(1).is_cancelled());
    check(&second).await.unwrap();
}

#[tokio::test]
async fn being_asked_to_terminate_stops_what_runs_and_not_the_server() {
    let served = served(Routes::default).await;
    let channel = served.channel().await;
    let stop = served.stop(0);
    served.terminate.send(()).unwrap();
    stop.cancelled().await;
    check(&channel).await.unwrap();
    served.end.send(()).unwrap();
    served.result.await.unwrap().unwrap();
    assert!(check(&channel).await.is_err());
}

#[tokio::test]
async fn a_panic_of_a_connection_ends_the_server() {
    let served = served(|| panic!("services that can't be made")).await;
    let _stream = TcpStream::connect(&served.address).await.unwrap();
    assert!(matches!(served.result.await.unwrap(), Err(Error::Panicked)));
}
