/* How the translated kernel reads and writes its memory: one instruction of the chip where wabt's own macros take four (they
 * copy bytes of unknown alignment and compare 64-bit addresses). The build includes it before the module's own code. `memory`
 * is not looked at: there is one, in gait_memory. With GAIT_CHECKED an address outside what the kernel uses traps; without it
 * the kernel is C like any other. Both builds must say the same (CHIP5). AssemblyScript aligns whatever it stores. */
#ifndef KERNEL_ACCESS_H_
#define KERNEL_ACCESS_H_

/* The one instance: the build writes `kernel.` where wasm2c has `instance->`. */
static w2c_kernel kernel;

/* Address 0 of the kernel's page; only [GAIT_MEMORY_FIRST, GAIT_MEMORY_END) of it exists. */
extern u8 gait_memory[];

static inline u8 *gait_at(u32 address, u32 byte_count) {
#ifdef GAIT_CHECKED
  if (UNLIKELY(address < GAIT_MEMORY_FIRST || address > GAIT_MEMORY_END - byte_count)) wasm_rt_trap(WASM_RT_TRAP_OOB);
#else
  (void)byte_count;
#endif
  return gait_memory + (address - GAIT_MEMORY_FIRST);
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

/* The memory that the kernel starts with: runs of gap, length (a byte each) and bytes; from address 0, zero in between. */
static void gait_load_image(const u8 *image, u32 byte_count) {
  const u8 *const end = image + byte_count;
  u8 *to = gait_memory - GAIT_MEMORY_FIRST;
  while (image < end) {
    to += *image++;
    for (u32 i = *image++; i > 0; i--) *to++ = *image++;
  }
}

#endif
