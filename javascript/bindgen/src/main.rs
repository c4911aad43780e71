//! Writes the JavaScript that goes with a module of WebAssembly: what `wasm-bindgen` does, in the locked version.

use std::{env::args_os, error::Error};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let [module, folder] = <[_; 2]>::try_from(args_os().skip(1).collect::<Vec<_>>())
        .map_err(|_| "usage: onrecord-bindgen MODULE.wasm FOLDER")?;
    Bindgen::new()
        .input_path(module)
        .out_name("onrecord")
        .web(true)?
        .omit_default_module_path(true)
        // After a trap the module begins anew.
        .reset_state_function(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    Ok(())
}
