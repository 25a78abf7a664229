/* Plays what play.bin says through the kernel and writes transcript.bin: every record, the state where it was asked for,
 * and what it cost. One call of the kernel takes one sample, as the shoe's firmware does: between two calls it may serve its
 * radio. Files are read into and written from the kernel's own memory, so that RAM is what a shoe would need. Layouts:
 * scripts/chip/play.ts and transcript.ts. Instructions: under QEMU's -icount shift=0 one takes 1 ns; a SysTick tick is 40. */
#include "board.h"
#include "gait-kernel.h"
#include "semihosting.h"

enum { PLAY_BEGIN = 0x59414C50, OP_END = 0, OP_TAKE = 1, OP_STATE = 2, OP_FINISH = 3, OP_RESUME = 4 };
enum { FRAME_RECORD = 1, FRAME_STATE = 2, FRAME_COST = 3, FRAME_MEMORY = 4 };

#define SYST_CSR (*(volatile uint32_t *)0xE000E010)
#define SYST_RVR (*(volatile uint32_t *)0xE000E014)
#define SYST_CVR (*(volatile uint32_t *)0xE000E018)
#define TICKS_MASK 0xFFFFFFu

/* The largest call of a kind: its ticks, and the sample (from 0) that it took. */
struct largest {
  uint32_t ticks, sample;
};

/* What a play cost; written as it lies here. `plain` calls gave no record, `closing` ones did. */
static struct cost {
  uint32_t samples, records, ticks_low, ticks_high;
  struct largest plain, closing, finish;
} cost;

static int32_t input, output;
static struct gait_view view;

void gait_trapped(uint32_t code) {
  leave(EXIT_TRAP + code);
}

static void need(void *bytes, uint32_t byte_count) {
  if (file_read(input, bytes, byte_count) != 0) leave(EXIT_CUT_INPUT);
}

static uint32_t need_word(void) {
  uint32_t word;
  need(&word, sizeof word);
  return word;
}

static void put(const void *bytes, uint32_t byte_count) {
  if (file_write(output, bytes, byte_count) != 0) leave(EXIT_NO_OUTPUT);
}

static void put_frame(uint32_t kind, const void *bytes, uint32_t byte_count) {
  const uint32_t head[2] = {kind, byte_count};
  put(head, sizeof head);
  put(bytes, byte_count);
}

static void put_records(uint32_t waiting) {
  for (uint32_t i = 0; i < waiting; i++)
    put_frame(FRAME_RECORD, view.records + i * GAIT_RECORD_WORDS, GAIT_RECORD_WORDS * sizeof(int32_t));
  cost.records += waiting;
}

static void note(struct largest *largest, uint32_t ticks) {
  if (ticks < largest->ticks) return;
  largest->ticks = ticks;
  largest->sample = cost.samples;
}

static void add_ticks(uint32_t ticks) {
  cost.ticks_low += ticks;
  if (cost.ticks_low < ticks) cost.ticks_high++;
}

static void take(uint32_t sample_count) {
  if (sample_count > GAIT_BATCH_SAMPLES) leave(EXIT_BAD_INPUT);
  need(view.time_low, sample_count * sizeof *view.time_low);
  need(view.time_high, sample_count * sizeof *view.time_high);
  need(view.counts, sample_count * 6 * sizeof *view.counts);
  uint32_t taken = 0;
  while (taken < sample_count) {
    uint32_t waiting;
    const uint32_t before = SYST_CVR;
    const uint32_t now_taken = gait_process(taken, taken + 1, &waiting);
    const uint32_t ticks = (before - SYST_CVR) & TICKS_MASK;
    add_ticks(ticks);
    note(waiting == 0 ? &cost.plain : &cost.closing, ticks);
    cost.samples += now_taken - taken;
    taken = now_taken;
    put_records(waiting);
  }
}

static void finish(void) {
  for (bool is_more = true; is_more;) {
    uint32_t waiting;
    const uint32_t before = SYST_CVR;
    is_more = gait_finish(&waiting);
    note(&cost.finish, (before - SYST_CVR) & TICKS_MASK);
    put_records(waiting);
  }
}

static void play(void) {
  struct gait_settings settings;
  need(&settings, sizeof settings);
  if (gait_start(&view) != 0) leave(EXIT_ABI);
  gait_configure(&settings);
  for (uint32_t i = 0; i < sizeof cost / sizeof(uint32_t); i++) ((uint32_t *)&cost)[i] = 0;
  for (;;) {
    switch (need_word()) {
      case OP_END:
        put_frame(FRAME_COST, &cost, sizeof cost);
        return;
      case OP_TAKE:
        take(need_word());
        break;
      case OP_STATE:
        put_frame(FRAME_STATE, view.state, view.state_bytes);
        break;
      case OP_FINISH:
        finish();
        break;
      case OP_RESUME:
        if (need_word() != view.state_bytes) leave(EXIT_BAD_INPUT);
        need(view.state, view.state_bytes);
        break;
      default:
        leave(EXIT_BAD_INPUT);
    }
  }
}

/* Bytes of RAM: data and bss, and the deepest that the stack has been. */
static void put_memory(void) {
  const uint32_t *deepest = &_stack_low;
  while (deepest < &_stack_top && *deepest == STACK_PAINT) deepest++;
  const uint32_t bytes[2] = {(uint32_t)&_bss_end - (uint32_t)&_data_start, (uint32_t)&_stack_top - (uint32_t)deepest};
  put_frame(FRAME_MEMORY, bytes, sizeof bytes);
}

uint32_t board_main(void) {
  input = file_open("play.bin", 8, OPEN_READ_BINARY);
  if (input < 0) return EXIT_NO_INPUT;
  output = file_open("transcript.bin", 14, OPEN_WRITE_BINARY);
  if (output < 0) return EXIT_NO_OUTPUT;
  SYST_RVR = TICKS_MASK;
  SYST_CVR = 0;
  SYST_CSR = 5; /* on, from the core's clock, no interrupt */
  for (uint32_t plays = need_word(); plays > 0; plays--) {
    if (need_word() != PLAY_BEGIN) leave(EXIT_BAD_INPUT);
    play();
  }
  put_memory();
  return 0;
}
