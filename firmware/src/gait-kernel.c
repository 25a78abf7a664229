/* The thin host of the translated kernel (kernel.c, made by wasm2c from kernel.wasm, compiled here as one with it).
 * GAIT_MEMORY_FIRST and GAIT_MEMORY_END are the addresses that the kernel uses of its page of 64 KiB, measured by the
 * build (scripts/chip); below the first one a compiled AssemblyScript module keeps nothing. */
#include "gait-kernel.h"

#if !defined(GAIT_MEMORY_FIRST) || !defined(GAIT_MEMORY_END)
#error "expected GAIT_MEMORY_FIRST and GAIT_MEMORY_END, the addresses that the kernel uses; build with npm run chip"
#endif
#define GAIT_TEXT(value) #value
#define GAIT_TEXT_OF(value) GAIT_TEXT(value)

#include "kernel.c"

extern uint8_t gait_page[];
uint8_t gait_memory[GAIT_MEMORY_END - GAIT_MEMORY_FIRST] __attribute__((aligned(16)));
__asm__(".global gait_page\n.set gait_page, gait_memory - " GAIT_TEXT_OF(GAIT_MEMORY_FIRST));

static const int32_t *queue_state;

void wasm_rt_trap(wasm_rt_trap_t code) {
  gait_trapped((uint32_t)code);
}

void wasm_rt_allocate_memory(wasm_rt_memory_t *memory, uint64_t pages, uint64_t max_pages, bool is64,
                             uint32_t page_bytes) {
  (void)page_bytes;
  memory->data = gait_page;
  memory->pages = (uint32_t)pages;
  memory->max_pages = (uint32_t)max_pages;
  memory->size = GAIT_MEMORY_END;
  memory->is64 = is64;
}

uint64_t wasm_rt_grow_memory(wasm_rt_memory_t *memory, uint64_t pages) {
  (void)memory, (void)pages;
  return UINT64_MAX;
}

void wasm_rt_free_memory(wasm_rt_memory_t *memory) {
  (void)memory;
}

static uint8_t *at(uint32_t address) {
  return gait_page + address;
}

uint32_t gait_start(struct gait_view *view) {
  for (uint32_t i = 0; i < sizeof gait_memory; i++) gait_memory[i] = 0;
  wasm2c_kernel_instantiate(&kernel);
  if (w2c_kernel_abiVersion(&kernel) != GAIT_ABI_VERSION) return w2c_kernel_abiVersion(&kernel);
  view->time_low = (uint32_t *)at(w2c_kernel_inputTimePointer(&kernel));
  view->time_high = view->time_low + GAIT_BATCH_SAMPLES;
  view->counts = (int16_t *)at(w2c_kernel_inputCountsPointer(&kernel));
  view->records = (const int32_t *)at(w2c_kernel_queuePointer(&kernel));
  view->state = at(w2c_kernel_stateStart(&kernel));
  view->state_bytes = w2c_kernel_stateEnd(&kernel) - w2c_kernel_stateStart(&kernel);
  queue_state = (const int32_t *)at(w2c_kernel_queueStatePointer(&kernel));
  return 0;
}

void gait_configure(const struct gait_settings *settings) {
  const struct gait_settings *s = settings;
  w2c_kernel_configureSensor(&kernel, s->acc_scale_mps2, s->gyr_scale_rad_per_sec, (u32)s->acc_stop_count,
                             (u32)s->gyr_stop_count, (u32)s->acc_repeat_count, (u32)s->gyr_repeat_count);
  w2c_kernel_configureFoot(&kernel, s->is_left_foot);
  if (s->has_length == 0) return;
  w2c_kernel_configureLength(&kernel, s->run_offset_mps, s->run_scale_fraction, s->walk_offset_mps,
                             s->walk_scale_fraction);
}

uint32_t gait_process(uint32_t first, uint32_t count, uint32_t *waiting) {
  const uint32_t taken = w2c_kernel_process(&kernel, first, count);
  *waiting = (uint32_t)queue_state[0];
  return taken;
}

bool gait_finish(uint32_t *waiting) {
  const bool is_more = w2c_kernel_finish(&kernel) != 0;
  *waiting = (uint32_t)queue_state[0];
  return is_more;
}
