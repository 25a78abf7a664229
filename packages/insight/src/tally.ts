// Exact medians and spreads in bounded memory: stride fields are whole multiples of a small unit, so counting each
// value takes no more memory for a hundred hours than for one. Comes in: values. Goes out: quantiles.

/** Counts how often each value came; nulls are left aside. */
export class Tally {
  readonly #counts = new Map<number, number>();
  #total = 0;

  add(value: number | null | undefined): void {
    if (value === null || value === undefined || !Number.isFinite(value)) return;
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
    this.#total += 1;
  }

  /** The value below which a share 0…1 lies (nearest rank; the lower of two middle ones); null when empty. */
  quantile(fraction: number): number | null {
    const rank = Math.max(1, Math.ceil(fraction * this.#total));
    let seen = 0;
    for (const [value, count] of [...this.#counts].sort((a, b) => a[0] - b[0])) {
      seen += count;
      if (seen >= rank) return value;
    }
    return null;
  }

  get median(): number | null {
    return this.quantile(0.5);
  }
}
