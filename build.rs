//! Compiles the protocol's proto files with protox, so that nobody needs a protoc.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=proto");
    let files = protox::compile(["proto/tfplugin6.proto", "proto/go_plugin.proto"], ["proto"])?;
    tonic_prost_build::configure()
        .generate_default_stubs(true)
        .build_transport(false)
        .bytes(".tfplugin6")
        .compile_fds(files)?;
    Ok(())
}
