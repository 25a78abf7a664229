// The part of the WebAssembly API that the kernel's host uses. Declared here because the pure rooms are compiled without
// the DOM's types, and Node's types leave it out. Source: WebAssembly JavaScript Interface, W3C.
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]?: "WebAssembly.Module";
  }
  interface Instance {
    readonly exports: Record<string, unknown>;
  }
  const Module: new (bytes: ArrayBufferView | ArrayBuffer) => Module;
  const Instance: new (module: Module, imports?: Record<string, unknown>) => Instance;
}
