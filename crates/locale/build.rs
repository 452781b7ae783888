//! A new message file must make a new program.

fn main() {
    println!("cargo::rerun-if-changed=locales");
}
