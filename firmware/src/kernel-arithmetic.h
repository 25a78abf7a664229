/* What the translated kernel computes by the chip's own instructions or in few of them, with WebAssembly's result bit for bit, in
 * place of wabt's macros and the library's software floating point: 2 KB of flash less. The build includes it after
 * kernel-access.h. Only the bits of a NaN that comes out are not promised, as in WebAssembly. Tests: scripts/chip/arithmetic.test.ts. */
#ifndef KERNEL_ARITHMETIC_H_
#define KERNEL_ARITHMETIC_H_

/* The chip's own instructions, which say what WebAssembly says: beyond an integer's range its end, of NaN 0; a root, rounded.
 * Floor has none: within ±2^23 it is a truncation, mended below 0; beyond, and of −0, it is the number itself. */
static inline u32 gait_truncate(f32 value) {
  f32 integer;
  __asm__("vcvt.s32.f32 %0, %1" : "=t"(integer) : "t"(value));
  u32 bits;
  memcpy(&bits, &integer, sizeof bits);
  return bits;
}
#undef I32_TRUNC_SAT_S_F32
#define I32_TRUNC_SAT_S_F32(value) gait_truncate(value)
#define wasm_sqrtf(value) __builtin_sqrtf(value)

static f32 gait_floor(f32 value) {
  if (!(value < 8388608.0f && value > -8388608.0f)) return value + 0.0f; /* quiet, if it is a NaN */
  const f32 whole = (f32)(s32)value;
  if (whole == value) return value;
  return whole > value ? whole - 1.0f : whole;
}
#define wasm_floorf(value) gait_floor(value)

/* The smaller and the larger number; −0 is smaller than 0, of a NaN comes a NaN. Numbers that compare as equal differ in the
 * sign of a zero at most. */
static __attribute__((noinline)) f32 gait_extreme(f32 a, f32 b, bool is_larger) {
  if (a != a || b != b) return NAN;
  if (a != b) return (a < b) == is_larger ? b : a;
  u32 bits, other;
  memcpy(&bits, &a, sizeof bits);
  memcpy(&other, &b, sizeof other);
  bits = is_larger ? bits & other : bits | other;
  memcpy(&a, &bits, sizeof a);
  return a;
}
#undef FMIN
#undef FMAX
#define FMIN(a, b) gait_extreme(a, b, false)
#define FMAX(a, b) gait_extreme(a, b, true)

/* A 64-bit integer as a float, to the nearest: the library's brings 700 bytes of arithmetic without FPU. Bits that do not
 * fit into 32 are rounded once only, since one of them that is set stays as the last bit. By its name it is called as without
 * FPU, the result in r0. */
__attribute__((pcs("aapcs"))) float __aeabi_l2f(int64_t value) {
  const uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
  const uint32_t high = (uint32_t)(size >> 32);
  float result = (float)(uint32_t)size;
  if (high != 0) {
    const uint32_t dropped = 32u - (uint32_t)__builtin_clz(high);
    const uint32_t kept = (uint32_t)(size >> dropped);
    const uint32_t lost = (uint32_t)size << (32u - dropped);
    const uint32_t power = (127u + dropped) << 23;
    float scale;
    memcpy(&scale, &power, sizeof scale);
    result = (float)(dropped == 32 ? high | ((uint32_t)size != 0) : kept | (lost != 0)) * scale;
  }
  return value < 0 ? -result : result;
}

#endif
