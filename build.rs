//! Compiles the protocol's proto files with protox, so that nobody needs a protoc, and says whether the stories are to be tests
//! for every version of Terraform (`make compatibility`).

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=proto");
    println!("cargo:rerun-if-env-changed=EVERY_TERRAFORM");
    println!("cargo:rustc-check-cfg=cfg(every_terraform)");
    if std::env::var_os("EVERY_TERRAFORM").is_some() {
        println!("cargo:rustc-cfg=every_terraform");
    }
    let files = protox::compile(["proto/tfplugin6.proto", "proto/go_plugin.proto"], ["proto"])?;
    tonic_prost_build::configure()
        .generate_default_stubs(true)
        .build_transport(false)
        .bytes(".tfplugin6")
        .compile_fds(files)?;
    Ok(())
}
