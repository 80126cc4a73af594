//! What a person needs to let Terraform use a process that already runs: `TF_REATTACH_PROVIDERS`.

use serde_json::{Map, Value, json};

use super::PROTOCOL;

/// The variable for sh, PowerShell and cmd, with a line of words before each. `addresses` are all names of the
/// provider: Terraform and OpenTofu each look for their own.
pub(super) fn text(addresses: &[&str], process: u32, network: &str, address: &str) -> String {
    let config = json!({
        "Protocol": "grpc",
        "ProtocolVersion": PROTOCOL,
        "Pid": process,
        // Terraform never stops such a process. With false it would fall back to protocol 5 and crash.
        "Test": true,
        "Addr": { "Network": network, "String": address },
    });
    let value: Map<String, Value> =
        addresses.iter().map(|name| ((*name).to_owned(), config.clone())).collect();
    let value = Value::Object(value).to_string();
    let (sh, powershell) = (value.replace('\'', r"'\''"), value.replace('\'', "''"));
    format!(
        "Process {process} serves until Ctrl-C, with the environment that it was started with. In another shell, set this \
         and run terraform or tofu:\n\n\
         sh:\nexport TF_REATTACH_PROVIDERS='{sh}'\n\n\
         PowerShell:\n$env:TF_REATTACH_PROVIDERS = '{powershell}'\n\n\
         cmd:\nset \"TF_REATTACH_PROVIDERS={value}\"\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shell_gets_its_own_quotes() {
        let text = text(&["a.example/x/y", "b.example/x/y"], 7, "unix", "/tmp/it's/s");
        let config = |path: &str| {
            format!(
                r#"{{"Addr":{{"Network":"unix","String":"{path}"}},"Pid":7,"Protocol":"grpc","ProtocolVersion":6,"Test":true}}"#
            )
        };
        let both = |path: &str| {
            let config = config(path);
            format!(r#"{{"a.example/x/y":{config},"b.example/x/y":{config}}}"#)
        };
        let lines: Vec<&str> = text.lines().collect();
        assert!(
            lines.contains(&format!("export TF_REATTACH_PROVIDERS='{}'", both(r"/tmp/it'\''s/s")).as_str())
        );
        assert!(lines.contains(&format!("$env:TF_REATTACH_PROVIDERS = '{}'", both("/tmp/it''s/s")).as_str()));
        assert!(lines.contains(&format!("set \"TF_REATTACH_PROVIDERS={}\"", both("/tmp/it's/s")).as_str()));
    }
}
