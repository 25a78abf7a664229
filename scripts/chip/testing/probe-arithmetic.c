/* A program for board mps2 that only computes: reads operations and operands (3 words each, how many before them) from
 * play.bin, writes one word for each to transcript.bin. kernel.c is the translation of the probe in arithmetic.test.ts. */
#include "kernel.c"

#include "board.h"
#include "semihosting.h"

/* A probe keeps nothing in memory. */
uint8_t gait_memory[8], gait_page[8];

void wasm_rt_trap(wasm_rt_trap_t code) {
  leave(EXIT_TRAP + (uint32_t)code);
}

static uint32_t probe(uint32_t operation, uint32_t a, uint32_t b) {
  switch (operation) {
    case 0: return w2c_kernel_truncate(&kernel, a);
    case 1: return w2c_kernel_floor(&kernel, a);
    case 2: return w2c_kernel_root(&kernel, a);
    case 3: return w2c_kernel_smaller(&kernel, a, b);
    case 4: return w2c_kernel_larger(&kernel, a, b);
    case 5: return w2c_kernel_widen(&kernel, a, b);
    case 6: return w2c_kernel_multiply(&kernel, a, b);
    default: leave(EXIT_BAD_INPUT);
  }
}

uint32_t board_main(void) {
  const int32_t input = file_open("play.bin", 8, OPEN_READ_BINARY);
  const int32_t output = file_open("transcript.bin", 14, OPEN_WRITE_BINARY);
  uint32_t count, words[3];
  if (input < 0 || output < 0 || file_read(input, &count, sizeof count) != 0) return EXIT_NO_INPUT;
  for (; count > 0; count--) {
    if (file_read(input, words, sizeof words) != 0) return EXIT_CUT_INPUT;
    words[0] = probe(words[0], words[1], words[2]);
    if (file_write(output, words, sizeof words[0]) != 0) return EXIT_NO_OUTPUT;
  }
  return 0;
}
