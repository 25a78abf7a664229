// The run-time of the compiled kernel, in AssemblyScript: objects are made one behind the other, once, and never freed. The
// compiler's own stub would put 20 bytes before each, which a chip of 12 KB has no room for. Kept as text, since its
// decorators are no TypeScript.

/** Takes the place of the compiler's library file "rt/stub". Nothing collects, so nothing is linked or pinned. */
export const BARE_RUNTIME = `
let next: usize = (__heap_base + 7) & ~7;
@global @unsafe
export function __new(size: usize, id: u32): usize {
  const at: usize = next;
  next = (at + size + 7) & ~7;
  return at;
}
@global @unsafe
export function __link(parent: usize, child: usize, expectMultiple: bool): void {}
@global @unsafe
export function __pin(at: usize): usize { return at; }
@global @unsafe
export function __unpin(at: usize): void {}
@global @unsafe
function __visit(at: usize, cookie: u32): void {}
@global @unsafe
export function __collect(): void {}
`;
