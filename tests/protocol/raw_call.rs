//! Calls any RPC with any bytes: what no generated client would send.

use prost::bytes::{Buf, BufMut};
use tonic::codec::{BufferSettings, Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::codegen::http::uri::PathAndQuery;
use tonic::transport::Channel;
use tonic::{Request, Status};

use crate::patience::soon;

/// The protocol, for its RPCs' names.
const PROTOCOL: &str = include_str!("../../proto/tfplugin6.proto");

/// The names of all RPCs that a provider may have.
pub(crate) fn all_names() -> Vec<&'static str> {
    let lines = PROTOCOL.lines().filter_map(|line| line.trim().strip_prefix("rpc "));
    let names: Vec<&str> = lines.filter_map(|line| line.split('(').next()).collect();
    assert!(names.len() > 30, "{names:?}");
    names
}

/// Sends one message and takes what comes, in every RPC's way: on the wire one message is a stream of one.
///
/// # Panics
/// When no answer ends within the limit, or when the transport breaks: a provider that lives answers with a status.
pub(crate) async fn call(channel: &Channel, name: &str, message: Vec<u8>) -> Result<Vec<Vec<u8>>, Status> {
    let answer = soon(name, async {
        let mut client = tonic::client::Grpc::new(channel.clone()).max_decoding_message_size(usize::MAX);
        client.ready().await.expect("a connection");
        let path = PathAndQuery::try_from(format!("/tfplugin6.Provider/{name}")).unwrap();
        let messages = Request::new(tokio_stream::once(message));
        let mut stream = client.streaming(messages, path, Bytes).await?.into_inner();
        let mut answers = Vec::new();
        while let Some(answer) = stream.message().await? {
            answers.push(answer);
        }
        Ok(answers)
    });
    let answer: Result<_, Status> = answer.await;
    if let Err(status) = &answer {
        let broken = std::error::Error::source(status);
        assert!(broken.is_none(), "{name} broke the connection: {status:?}");
    }
    answer
}

/// Messages as they are.
#[derive(Clone, Copy, Debug, Default)]
struct Bytes;

impl Codec for Bytes {
    type Encode = Vec<u8>;
    type Decode = Vec<u8>;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Bytes {
    type Item = Vec<u8>;
    type Error = Status;

    fn encode(&mut self, item: Vec<u8>, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buffer.put_slice(&item);
        Ok(())
    }

    fn buffer_settings(&self) -> BufferSettings {
        BufferSettings::default()
    }
}

impl Decoder for Bytes {
    type Item = Vec<u8>;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<Vec<u8>>, Status> {
        Ok(Some(buffer.copy_to_bytes(buffer.remaining()).to_vec()))
    }

    fn buffer_settings(&self) -> BufferSettings {
        BufferSettings::default()
    }
}
