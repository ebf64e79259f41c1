//! The program: see [`schedario::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(schedario::cli::run(std::env::args_os()))
}
