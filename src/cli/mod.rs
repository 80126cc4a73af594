//! One file a subcommand; joins the modules below.
