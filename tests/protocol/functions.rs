//! Every function with arguments of every kind, in a process that nobody configures: a result, or an error about the
//! right argument.

use prost::Message;
use tonic::transport::Channel;

use crate::damage::{broken, readable, sample};
use crate::every_rpc::Provider;
use crate::raw_call::call;
use crate::tfplugin6::{DynamicValue, Function, call_function, get_functions};
use crate::values::Type;

async fn called(channel: &Channel, name: &str, arguments: Vec<DynamicValue>) -> call_function::Response {
    let request = call_function::Request { name: name.to_owned(), arguments };
    let answers = call(channel, "CallFunction", request.encode_to_vec()).await.expect("an answer");
    let answer = call_function::Response::decode(answers[0].as_slice()).expect("an answer");
    assert!(answer.result.is_some() != answer.error.is_some(), "{name}: {answer:?}");
    assert!(answer.error.as_ref().is_none_or(|error| !error.text.is_empty()), "{name}: an empty error");
    answer
}

/// Samples for all parameters, with one argument in place of one of them.
fn arguments(function: &Function, place: usize, argument: &DynamicValue) -> Vec<DynamicValue> {
    let parameters = function.parameters.iter().enumerate();
    let one = |(other, parameter): (usize, &crate::tfplugin6::function::Parameter)| match other == place {
        true => argument.clone(),
        false => sample(&Type::of_bytes(&parameter.r#type)).value.expect("a value"),
    };
    parameters.map(one).collect()
}

#[tokio::test]
async fn readable_arguments_are_answered_and_the_same_ones_the_same() {
    let provider = Provider::start().await;
    for (name, function) in &provider.schemas.functions {
        for (place, parameter) in function.parameters.iter().enumerate() {
            for sent in readable(&Type::of_bytes(&parameter.r#type)) {
                let argument = sent.value.unwrap_or_default();
                let first = called(&provider.channel, name, arguments(function, place, &argument)).await;
                let second = called(&provider.channel, name, arguments(function, place, &argument)).await;
                assert_eq!(first, second, "{name} with {} in place {place}", sent.what);
            }
        }
    }
    provider.end().await;
}

#[tokio::test]
async fn broken_arguments_are_errors_about_the_right_one() {
    let provider = Provider::start().await;
    for (name, function) in &provider.schemas.functions {
        for (place, parameter) in function.parameters.iter().enumerate() {
            let of = Type::of_bytes(&parameter.r#type);
            for sent in broken(&of) {
                let argument = sent.value.expect("a value");
                let answer = called(&provider.channel, name, arguments(function, place, &argument)).await;
                let error = answer.error.unwrap_or_else(|| panic!("{name} took {} in {place}", sent.what));
                assert_eq!(error.function_argument, i64::try_from(place).ok(), "{name}: {}", sent.what);
            }
        }
    }
    provider.end().await;
}

#[tokio::test]
async fn too_few_or_too_many_arguments_and_unknown_names_are_errors() {
    let provider = Provider::start().await;
    for (name, function) in &provider.schemas.functions {
        assert!(called(&provider.channel, name, Vec::new()).await.error.is_some());
        let mut all = arguments(function, usize::MAX, &DynamicValue::default());
        all.push(DynamicValue::default());
        assert!(called(&provider.channel, name, all).await.error.is_some());
    }
    for name in ["", "no_such_function", "next_runs\0", "é"] {
        assert!(called(&provider.channel, name, Vec::new()).await.error.is_some());
    }
    provider.end().await;
}

#[tokio::test]
async fn the_functions_alone_are_those_of_the_schema() {
    let provider = Provider::start().await;
    let answers = call(&provider.channel, "GetFunctions", Vec::new()).await.expect("an answer");
    let answer = get_functions::Response::decode(answers[0].as_slice()).expect("an answer");
    assert_eq!(answer.functions, provider.schemas.functions);
    provider.end().await;
}
