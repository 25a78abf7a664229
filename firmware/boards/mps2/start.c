/* From reset to main on a Cortex-M4F: the FPU on, in the mode that WebAssembly's arithmetic asks for (to the nearest, with
 * denormals and payloads of NaN), the stack painted so that main can measure it, data and bss. Any fault ends QEMU. */
#include "board.h"
#include "semihosting.h"

extern uint32_t _data_load, _data_start, _data_end, _bss_start, _bss_end;

#define CPACR (*(volatile uint32_t *)0xE000ED88)
#define FPDSCR (*(volatile uint32_t *)0xE000EF3C)

__attribute__((naked, noreturn)) void reset_handler(void) {
  __asm__ volatile("ldr r0, =_stack_low\n"
                   "ldr r1, =_stack_top\n"
                   "ldr r2, =%c0\n"
                   "1: str r2, [r0], #4\n"
                   "cmp r0, r1\n"
                   "blo 1b\n"
                   "b begin\n" ::"i"(STACK_PAINT));
}

__attribute__((used, noreturn)) void begin(void) {
  CPACR |= 0xFu << 20; /* coprocessors 10 and 11 */
  __asm__ volatile("dsb\n isb");
  FPDSCR = 0;
  __asm__ volatile("vmsr fpscr, %0" ::"r"(0));
  for (uint32_t *from = &_data_load, *to = &_data_start; to < &_data_end;) *to++ = *from++;
  for (uint32_t *to = &_bss_start; to < &_bss_end;) *to++ = 0;
  leave(board_main());
}

static void fault(void) {
  leave(EXIT_FAULT);
}

typedef void (*vector)(void);
__attribute__((section(".vectors"), used)) static const vector vectors[16] = {
    (vector)&_stack_top, reset_handler, fault, fault, fault, fault, fault,
};
