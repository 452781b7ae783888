//! A new rule file must make a new program.

fn main() {
    println!("cargo::rerun-if-changed=../../rulebook");
}
