//! argv -> cli; nothing else.

fn main() -> std::process::ExitCode {
    terraform_provider_td::cli::run(std::env::args_os())
}
