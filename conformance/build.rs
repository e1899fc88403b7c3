//! Notices new feature files and snapshots, which `include_dir!` alone would not.

fn main() {
    println!("cargo::rerun-if-changed=../features");
    println!("cargo::rerun-if-changed=../snapshots");
}
