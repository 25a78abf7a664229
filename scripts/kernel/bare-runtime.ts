// The run-time of the compiled kernel, in AssemblyScript: objects are made once, one behind the other, and never freed. The
// compiler's own stub would put 20 bytes before each, which a chip of 12 KB has no room for. Small objects lie together, so
// that a chip reaches all of them from one register; arrays lie behind. Kept as text: its decorators are no TypeScript.

/** Room for all small objects, bytes; the build fails when it is too small. */
const SMALL_BYTES = 1536;
/** An object of this size or more is large. */
const LARGE_FROM_BYTES = 512;

/** Takes the place of the compiler's library file "rt/stub". Nothing collects, so nothing is linked or pinned. */
export const BARE_RUNTIME = `
const SMALL_END: usize = ((__heap_base + 7) & ~7) + ${SMALL_BYTES};
let small: usize = SMALL_END - ${SMALL_BYTES};
let large: usize = SMALL_END;
@global @unsafe
export function __new(size: usize, id: u32): usize {
  const bytes: usize = (size + 7) & ~7;
  if (bytes >= ${LARGE_FROM_BYTES}) {
    large += bytes;
    return large - bytes;
  }
  small += bytes;
  if (small > SMALL_END) unreachable();
  return small - bytes;
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
