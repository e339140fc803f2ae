//! The door: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    #[allow(clippy::disallowed_methods)] // the door: arguments in
    datenpanne::cli::run(std::env::args_os())
}
