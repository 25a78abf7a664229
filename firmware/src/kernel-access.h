/* How the translated kernel reads and writes its memory: one instruction of the chip where wabt's own macros take four (they
 * copy bytes of unknown alignment and compare 64-bit addresses). The build includes it before the module's own code. `memory`
 * is not looked at: there is one, at gait_page. With GAIT_CHECKED an address outside what the kernel uses traps; without it
 * the kernel is C like any other. Both builds must say the same (CHIP5). AssemblyScript aligns whatever it stores. */
#ifndef KERNEL_ACCESS_H_
#define KERNEL_ACCESS_H_

/* Address 0 of the kernel's page; only [GAIT_MEMORY_FIRST, GAIT_MEMORY_END) of it exists. */
extern u8 gait_page[];

static inline u8 *gait_at(u32 address, u32 byte_count) {
#ifdef GAIT_CHECKED
  if (UNLIKELY(address < GAIT_MEMORY_FIRST || address > GAIT_MEMORY_END - byte_count)) wasm_rt_trap(WASM_RT_TRAP_OOB);
#else
  (void)byte_count;
#endif
  return gait_page + address;
}

#define GAIT_ALIASED __attribute__((may_alias))
typedef f32 GAIT_ALIASED gait_f32;
typedef u32 GAIT_ALIASED gait_u32;
typedef s32 GAIT_ALIASED gait_s32;
typedef u16 GAIT_ALIASED gait_u16;
typedef s16 GAIT_ALIASED gait_s16;
typedef s8 GAIT_ALIASED gait_s8;
typedef u64 GAIT_ALIASED __attribute__((aligned(4))) gait_u64; /* the chip's double loads want words */

#define GAIT_LOAD(result, type, address) ((result) * (const type *)gait_at((u32)(address), sizeof(type)))
#define GAIT_STORE(type, address, value) ((void)(*(type *)gait_at((u32)(address), sizeof(type)) = (type)(value)))

#define f32_load_default32(memory, address) GAIT_LOAD(f32, gait_f32, address)
#define i32_load_default32(memory, address) GAIT_LOAD(u32, gait_u32, address)
#define i32_load8_s_default32(memory, address) ((u32)GAIT_LOAD(s32, gait_s8, address))
#define i32_load8_u_default32(memory, address) GAIT_LOAD(u32, u8, address)
#define i32_load16_s_default32(memory, address) ((u32)GAIT_LOAD(s32, gait_s16, address))
#define i32_load16_u_default32(memory, address) GAIT_LOAD(u32, gait_u16, address)
#define i64_load_default32(memory, address) GAIT_LOAD(u64, gait_u64, address)
#define i64_load8_s_default32(memory, address) ((u64)GAIT_LOAD(s64, gait_s8, address))
#define i64_load8_u_default32(memory, address) GAIT_LOAD(u64, u8, address)
#define i64_load16_s_default32(memory, address) ((u64)GAIT_LOAD(s64, gait_s16, address))
#define i64_load16_u_default32(memory, address) GAIT_LOAD(u64, gait_u16, address)
#define i64_load32_s_default32(memory, address) ((u64)GAIT_LOAD(s64, gait_s32, address))
#define i64_load32_u_default32(memory, address) GAIT_LOAD(u64, gait_u32, address)
#define f32_store_default32(memory, address, value) GAIT_STORE(gait_f32, address, value)
#define i32_store_default32(memory, address, value) GAIT_STORE(gait_u32, address, value)
#define i32_store8_default32(memory, address, value) GAIT_STORE(u8, address, value)
#define i32_store16_default32(memory, address, value) GAIT_STORE(gait_u16, address, value)
#define i64_store_default32(memory, address, value) GAIT_STORE(gait_u64, address, value)
#define i64_store8_default32(memory, address, value) GAIT_STORE(u8, address, value)
#define i64_store16_default32(memory, address, value) GAIT_STORE(gait_u16, address, value)
#define i64_store32_default32(memory, address, value) GAIT_STORE(gait_u32, address, value)

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

#endif
