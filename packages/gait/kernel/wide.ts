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

/** An integer 0…2³⁶ as the nearest float. The bits that are shifted out are far below a float's last: they only decide ties. */
export function toFloat(value: i64): f32 {
  const high: i32 = i32(value >> 6);
  if (high < 1 << 25) return f32(i32(value));
  return f32(high | ((i32(value) & 63) != 0 ? 1 : 0)) * 64;
}
