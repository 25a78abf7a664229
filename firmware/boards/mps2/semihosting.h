/* Files of the machine that runs QEMU, by Arm's semihosting calls (Arm, "Semihosting for AArch32 and AArch64"). */
#ifndef SEMIHOSTING_H_
#define SEMIHOSTING_H_

#include <stdint.h>

enum { SYS_OPEN = 0x01, SYS_WRITE = 0x05, SYS_READ = 0x06, SYS_EXIT_EXTENDED = 0x20 };
enum { OPEN_READ_BINARY = 1, OPEN_WRITE_BINARY = 5 };
#define ADP_STOPPED_APPLICATION_EXIT 0x20026u

static inline int32_t semihosting(int32_t operation, const void *block) {
  register int32_t r0 __asm__("r0") = operation;
  register const void *r1 __asm__("r1") = block;
  __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

/* A handle, or a negative number. */
static inline int32_t file_open(const char *name, uint32_t name_bytes, uint32_t mode) {
  const uint32_t block[3] = {(uint32_t)name, mode, name_bytes};
  return semihosting(SYS_OPEN, block);
}

/* How many bytes were not read, and not written: 0 is success. */
static inline uint32_t file_read(int32_t handle, void *bytes, uint32_t byte_count) {
  const uint32_t block[3] = {(uint32_t)handle, (uint32_t)bytes, byte_count};
  return (uint32_t)semihosting(SYS_READ, block);
}

static inline uint32_t file_write(int32_t handle, const void *bytes, uint32_t byte_count) {
  const uint32_t block[3] = {(uint32_t)handle, (uint32_t)bytes, byte_count};
  return (uint32_t)semihosting(SYS_WRITE, block);
}

/* Ends QEMU with this exit code. */
__attribute__((noreturn)) static inline void leave(uint32_t exit_code) {
  const uint32_t block[2] = {ADP_STOPPED_APPLICATION_EXIT, exit_code};
  for (;;) semihosting(SYS_EXIT_EXTENDED, block);
}

#endif
