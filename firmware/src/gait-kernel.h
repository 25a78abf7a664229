/* The gait kernel on a chip: samples of one foot in, stride records out. The door of the translated kernel.wasm, with its
 * memory in a static array; one instance, nothing allocated, not for use from two threads. Words, units and layouts:
 * packages/gait/kernel (index.ts the calls, record.ts the record). */
#ifndef GAIT_KERNEL_H_
#define GAIT_KERNEL_H_

#include <stdbool.h>
#include <stdint.h>

/* Samples that the input holds, words of a record. */
#define GAIT_BATCH_SAMPLES 64
#define GAIT_RECORD_WORDS 24
#define GAIT_ABI_VERSION 3

/* What the host derives from a sensor and a foot; packages/gait/src/kernel/kernel.ts does it for browser and server. */
struct gait_settings {
  float acc_scale_mps2, gyr_scale_rad_per_sec; /* of one count */
  int32_t acc_stop_count, gyr_stop_count, acc_repeat_count, gyr_repeat_count;
  uint32_t is_left_foot;
  uint32_t has_length; /* 0: the kernel's own length coefficients */
  float run_offset_mps, run_scale_fraction, walk_offset_mps, walk_scale_fraction;
};

/* Where samples are written and where records and the state are read; in the kernel's own memory. */
struct gait_view {
  uint32_t *time_low, *time_high; /* instants, us: GAIT_BATCH_SAMPLES words each */
  int16_t *counts;                /* six a sample */
  const int32_t *records;
  uint8_t *state; /* the bytes to save and restore between two samples */
  uint32_t state_bytes;
};

/* Starts the kernel anew. Returns 0, or the ABI version that was found instead of GAIT_ABI_VERSION. */
uint32_t gait_start(struct gait_view *view);
void gait_configure(const struct gait_settings *settings);
/* Takes samples [first, count) of the input; returns how many it has taken, which may be none: read the records that wait
 * (`waiting` gets how many) and call again from there. */
uint32_t gait_process(uint32_t first, uint32_t count, uint32_t *waiting);
/* No more samples; true while there is more to do: read the records that wait and call again. */
bool gait_finish(uint32_t *waiting);

/* Given by the board: the kernel met what cannot be (an address outside its memory). Does not return. */
__attribute__((noreturn)) void gait_trapped(uint32_t code);

#endif
