//! What fuzzing has found so far in TD's answers, replayed.

#[path = "../../../fuzz/src/replay.rs"]
mod replay;
#[path = "../../../fuzz/src/api/target.rs"]
mod target;

#[test]
fn every_answer_of_the_corpus_keeps_the_promises() {
    replay::replay("answer", target::from_answer);
}
