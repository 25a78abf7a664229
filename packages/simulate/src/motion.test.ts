// The motion model against physics: joins, derivatives, rolling, clearance, mirror.
import { GRAVITY_MPS2 } from "@solewise/terms";
import { describe, expect, it } from "vitest";
import { walkFootPath, type FootCycle } from "./foot-path.ts";
import { planFootfalls } from "./footfalls.ts";
import { virtualRunnerPresets, type VirtualRunnerPreset } from "./presets.ts";
import { computeFootMotion, createFootMotion, createSensorArm, type FootMotion } from "./rolling.ts";
import { createVirtualRunnerSettings, type VirtualRunnerSettings } from "./settings.ts";
import { perfectSensor } from "./testing.ts";
import { simulateRun } from "./simulate-run.ts";
import { computeTouchHeight } from "./sole.ts";

const ARM = createSensorArm([0.02, 0.005, 0.015]);
const ORIGIN = createSensorArm([0, 0, 0]);

function cyclesOf(settings: VirtualRunnerSettings, side: "left" | "right", seed = 1): FootCycle[] {
  const { footfalls } = planFootfalls(settings, seed);
  return [...walkFootPath(footfalls.filter((fall) => fall.side === side))].filter((c) => c.fall.initialContactSec >= 0);
}

function stateOf(motion: FootMotion): number[] {
  return [...motion.rotation, ...motion.angularRate, ...motion.sensorVelocity, ...motion.specificForce];
}

function shorten(name: VirtualRunnerPreset): VirtualRunnerSettings {
  const preset = virtualRunnerPresets[name];
  const course = preset.course.map((s) =>
    s.durationSec === undefined ? s : { ...s, durationSec: Math.min(s.durationSec, 12) },
  );
  return createVirtualRunnerSettings({ course }, preset);
}

const GAITS = [
  "easy-run",
  "tempo",
  "sprint",
  "walk",
  "slow-walk",
  "toe-walk",
  "child-run",
  "hills",
  "forefoot",
  "heavy-heel",
  "stairs",
] as const;

describe("joins", () => {
  it.each(GAITS)("[SIM2] %s is continuous up to the specific force", (name) => {
    const cycles = cyclesOf(shorten(name), "left");
    const [before, after] = [createFootMotion(), createFootMotion()];
    cycles.forEach((cycle, i) => {
      computeFootMotion(cycle.contact, cycle.contact.endSec, ARM, before);
      computeFootMotion(cycle.swing, cycle.swing.startSec, ARM, after);
      stateOf(before).forEach((x, k) => expect(stateOf(after)[k]).toBeCloseTo(x, 7));
      const next = cycles[i + 1];
      if (next === undefined) return;
      computeFootMotion(cycle.swing, cycle.swing.endSec, ARM, before);
      computeFootMotion(next.contact, next.contact.startSec, ARM, after);
      stateOf(before).forEach((x, k) => expect(stateOf(after)[k]).toBeCloseTo(x, 5));
    });
  });
});

/** Turns a rotation matrix (rows) by an angular rate in body axes over h seconds: Rodrigues. */
function turn(m: number[], w: readonly number[], h: number): number[] {
  const rate = Math.sqrt(w.reduce((s, x) => s + x * x, 0));
  if (rate < 1e-12) return m;
  const [x = 0, y = 0, z = 0] = w.map((c) => c / rate);
  const [c, s] = [Math.cos(rate * h), Math.sin(rate * h)];
  const d = 1 - c;
  const q = [c + x * x * d, x * y * d - z * s, x * z * d + y * s, x * y * d + z * s, c + y * y * d, y * z * d - x * s];
  q.push(x * z * d - y * s, y * z * d + x * s, c + z * z * d);
  return m.map((_, i) =>
    [0, 1, 2].reduce((sum, k) => sum + (m[3 * Math.floor(i / 3) + k] ?? 0) * (q[3 * k + (i % 3)] ?? 0), 0),
  );
}

describe("derivatives", () => {
  it.each(["easy-run", "tempo", "walk", "hills", "stairs", "demo"] as const)(
    "[SIM3] %s integrates back to its own truth",
    (name) => {
      const settings = createVirtualRunnerSettings({ sensor: { ...perfectSensor, sampleRateHz: 400 } }, shorten(name));
      const { right } = simulateRun(settings, 3);
      const cycles = cyclesOf(settings, "right", 3);
      const errors: number[] = [];
      for (const stride of right.truth.filter((s) => s.initialContactSec !== null).slice(2, 14)) {
        const cycle = cycles.find((c) => Math.abs(c.contact.endSec - stride.terminalContactSec) < 1e-6);
        if (cycle === undefined) continue;
        const first = right.timeUs.findIndex((us) => us / 1e6 >= stride.midstanceSec);
        const last = right.timeUs.findIndex((us) => us / 1e6 >= stride.nextMidstanceSec);
        const start = createFootMotion();
        computeFootMotion(cycle.contact, (right.timeUs[first] ?? 0) / 1e6, ARM, start);
        let m = [...start.rotation];
        let [vx, vz, vy] = [start.sensorVelocity[0] ?? 0, start.sensorVelocity[2] ?? 0, start.sensorVelocity[1] ?? 0];
        const p = [0, 0, 0];
        for (let i = first; i < last; i++) {
          const mean = Array.from(
            { length: 6 },
            (_, k) => ((right.values[6 * i + k] ?? 0) + (right.values[6 * i + 6 + k] ?? 0)) / 2,
          );
          const h = 1 / 400;
          const middle = turn(m, mean.slice(3), h / 2);
          const a = [0, 1, 2].map((r) =>
            [0, 1, 2].reduce((sum, k) => sum + (middle[3 * r + k] ?? 0) * (mean[k] ?? 0), 0),
          );
          const v = [vx, vy, vz];
          const g = [0, 0, GRAVITY_MPS2];
          for (let k = 0; k < 3; k++) p[k] = (p[k] ?? 0) + (v[k] ?? 0) * h + (((a[k] ?? 0) - (g[k] ?? 0)) * h * h) / 2;
          [vx, vy, vz] = [vx + (a[0] ?? 0) * h, vy + (a[1] ?? 0) * h, vz + ((a[2] ?? 0) - GRAVITY_MPS2) * h];
          m = turn(m, mean.slice(3), h);
        }
        errors.push(Math.abs(Math.sqrt((p[0] ?? 0) ** 2 + (p[1] ?? 0) ** 2) - stride.strideLengthMeters));
        errors.push(Math.abs((p[2] ?? 0) - stride.heightChangeMeters));
      }
      expect(errors.length).toBeGreaterThan(8);
      const edge = 0.003 + 2 / 400 / 10; // midstance falls between two samples; the foot moves by under 0.2 m/s there
      for (const error of errors) expect(error).toBeLessThan(edge);
    },
  );
});

/** Height of the sole's lowest point over level or evenly sloped ground through a phase, with the foot's x. */
function soleHeights(cycle: FootCycle): { u: number; x: number; height: number }[] {
  const { swing } = cycle;
  const motion = createFootMotion();
  const count = 160;
  const h = (swing.endSec - swing.startSec) / count;
  let [x, , z] = cycle.swingStart;
  const out: { u: number; x: number; height: number }[] = [];
  const velocity = (t: number): readonly [number, number] => {
    computeFootMotion(swing, t, ORIGIN, motion);
    return [motion.sensorVelocity[0] ?? 0, motion.sensorVelocity[2] ?? 0];
  };
  for (let k = 0; k < count; k++) {
    const t = swing.startSec + k * h;
    const [a, b, c] = [velocity(t), velocity(t + h / 2), velocity(t + h)];
    x += (h / 6) * (a[0] + 4 * b[0] + c[0]);
    z += (h / 6) * (a[1] + 4 * b[1] + c[1]);
    out.push({ u: (k + 1) / count, x, height: z - computeTouchHeight(motion.pitchRad, -motion.eversionRad) });
  }
  return out;
}

describe("the ground", () => {
  it.each([
    "easy-run",
    "tempo",
    "sprint",
    "walk",
    "slow-walk",
    "old-walk",
    "toe-walk",
    "child-run",
    "forefoot",
    "heavy-heel",
    "stop-and-go",
  ] as const)("[SIM7] %s never takes the sole below level ground", (name) => {
    for (const cycle of cyclesOf(shorten(name), "right")) {
      for (const { height } of soleHeights(cycle)) expect(height - cycle.fall.z).toBeGreaterThan(-0.001);
    }
  });

  it("[SIM7] hills and stairs keep the sole above the ground they climb", () => {
    for (const name of ["hills", "stairs"] as const) {
      for (const cycle of cyclesOf(shorten(name), "right")) {
        const { fall, next } = cycle;
        const stairs = next.activity.startsWith("stairs");
        for (const { u, x, height } of soleHeights(cycle)) {
          const share = Math.min(1, Math.max(0, (x - fall.x) / Math.max(0.1, next.x - fall.x)));
          const ramp = fall.z + share * (next.z - fall.z);
          const rising = next.z > fall.z;
          const stair = rising ? (u > 0.62 ? next.z : fall.z) : u < 0.42 ? fall.z : next.z;
          expect(height - (stairs ? stair : ramp)).toBeGreaterThan(stairs ? -0.001 : -0.004);
        }
      }
    }
  });

  it.each(["easy-run", "tempo", "walk", "toe-walk", "forefoot"] as const)(
    "[SIM6] %s rolls without slip or sinking from flat to toes bending",
    (name) => {
      const motion = createFootMotion();
      for (const { contact } of cyclesOf(shorten(name), "right")) {
        const toes = contact.endSec - 0.0405;
        for (let t = contact.flatSec + 1e-4; t < toes; t += 0.004) {
          computeFootMotion(contact, t, ORIGIN, motion);
          const slip = [0, 1, 2].map((i) =>
            Math.abs((motion.sensorVelocity[i] ?? 0) - (motion.rollingVelocity[i] ?? 0)),
          );
          for (const mps of slip) expect(mps).toBeLessThan(1e-9);
          expect(Math.abs(contact.offsetZ.value)).toBeLessThan(1e-9);
        }
      }
    },
  );

  it.each(["sprint", "tempo", "heavy-heel", "walk", "toe-walk", "child-run"] as const)(
    "[SIM6] %s compresses and shears the midsole by millimetres only",
    (name) => {
      for (const { contact } of cyclesOf(shorten(name), "right")) {
        for (let t = contact.startSec; t < contact.flatSec; t += 0.001) {
          for (const curve of [contact.offsetX, contact.offsetY, contact.offsetZ]) curve.evaluate(t);
          expect(contact.offsetZ.value).toBeGreaterThan(-0.015);
          expect(contact.offsetZ.value).toBeLessThan(0.002);
          expect(Math.sqrt(contact.offsetX.value ** 2 + contact.offsetY.value ** 2)).toBeLessThan(0.03);
        }
      }
    },
  );
});

describe("mirror", () => {
  it("[SIM11] left samples are the mirror image of right ones half a stride earlier", () => {
    const settings = createVirtualRunnerSettings({
      course: [
        { activity: "stand", durationSec: 2 },
        { activity: "run", durationSec: 20, speedMps: 3, cadenceSpm: 160 },
      ],
      gait: { variabilityFraction: 0 },
      sensor: perfectSensor,
    });
    const { left, right } = simulateRun(settings, 1);
    const lag = 75; // 60/160 s at 200 Hz
    const signs = [1, -1, 1, -1, 1, -1];
    let compared = 0;
    for (let i = 2400; i < 3600; i++) {
      for (let k = 0; k < 6; k++) {
        const mirrored = (signs[k] ?? 0) * (left.values[6 * (i + lag) + k] ?? Number.NaN);
        expect(Math.abs(mirrored - (right.values[6 * i + k] ?? 0))).toBeLessThan(2.1e-5);
        compared++;
      }
    }
    expect(compared).toBe(7200);
  });
});
