// A sample rate → whether it is analysed, and if not, the likely mistake in the time column.
import { SAMPLE_RATE_MAX_HZ, SAMPLE_RATE_MIN_HZ } from "@solewise/terms";

/**
 * A clock's error and rounded times do not make 80 Hz unusable: it may read 79.85. Share of a limit. Default 0.002, range
 * 0.0002 (quartz)…0.002: 79 and 451 Hz are refused as the contract says.
 */
const CLOCK_TOLERANCE_FRACTION = 0.002;

/** Units that time columns come in by mistake, and how many of them make a second. */
const TIME_UNITS = [
  { name: "milliseconds", perSec: 1e3 },
  { name: "microseconds", perSec: 1e6 },
  { name: "nanoseconds", perSec: 1e9 },
] as const;

/** Why a rate is refused. */
interface RateRefusal {
  /** The rate with the figures that are known. */
  sampleRateHz: number;
  /** Code word of the likely mistake: "bursts", "too-fast", "too-slow", or the unit that the times are in. */
  mistake: string;
  remedy: string;
}

/**
 * Says why a rate is refused; null when it is analysed.
 * @param rateHz inverse of the typical interval
 * @param meanRateHz samples by whole length; differs when samples were stamped on arrival
 */
export function rateRefusal(rateHz: number, meanRateHz: number): (RateRefusal & { came: string }) | null {
  if (isAnalysed(rateHz)) return null;
  const text = rateText(rateHz);
  return { came: `${text} Hz`, sampleRateHz: Number(text), ...rateMistake(rateHz, meanRateHz) };
}

function rateMistake(rateHz: number, meanRateHz: number): Pick<RateRefusal, "mistake" | "remedy"> {
  if (rateHz > SAMPLE_RATE_MAX_HZ) {
    if (isAnalysed(meanRateHz)) {
      const remedy = "the times look like arrivals in bursts: write the instants at which the sensor sampled";
      return { mistake: "bursts", remedy };
    }
    const remedy = "average neighbouring samples down to 200 to 400 Hz, or check that time_s is in seconds";
    return { mistake: "too-fast", remedy };
  }
  const unit = TIME_UNITS.find(({ perSec }) => isAnalysed(rateHz * perSec));
  if (unit !== undefined) {
    return { mistake: unit.name, remedy: `the time column looks like ${unit.name}: divide it by ${unit.perSec}` };
  }
  return { mistake: "too-slow", remedy: "set the sensor to 100 Hz or more (200 Hz is good) and record again" };
}

function isAnalysed(rateHz: number): boolean {
  const min = SAMPLE_RATE_MIN_HZ * (1 - CLOCK_TOLERANCE_FRACTION);
  const max = SAMPLE_RATE_MAX_HZ * (1 + CLOCK_TOLERANCE_FRACTION);
  return rateHz >= min && rateHz <= max;
}

/** Figures that are known: intervals over 50 ms to 1 %, so two; without an exponent for the rates that people meet. */
function rateText(rateHz: number): string {
  if (rateHz >= 100) return rateHz.toFixed(0);
  return String(Number(rateHz.toPrecision(rateHz < 20 ? 2 : 3)));
}
