/* What start, player and linker script of the board share. */
#ifndef BOARD_H_
#define BOARD_H_

#include <stdint.h>

/* Word that the stack is painted with before it is used. */
#define STACK_PAINT 0xA5C3F00D

/* Exit codes of QEMU; scripts/chip/run-board.ts has their words. A trap of the kernel is EXIT_TRAP + its code. */
enum { EXIT_NO_INPUT = 2, EXIT_NO_OUTPUT = 3, EXIT_CUT_INPUT = 4, EXIT_BAD_INPUT = 5, EXIT_ABI = 6, EXIT_FAULT = 9, EXIT_TRAP = 16 };

extern uint32_t _stack_low, _stack_top, _data_start, _bss_end;

uint32_t board_main(void);

#endif
