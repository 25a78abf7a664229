// 64-bit instants from and to 32-bit words. Alone in a file, because the JavaScript twin computes them differently.

export function joinWords(low: u32, high: u32): i64 {
  return i64((u64(high) << 32) | u64(low));
}

export function lowWord(value: i64): i32 {
  return i32(value);
}

export function highWord(value: i64): i32 {
  return i32(value >> 32);
}
