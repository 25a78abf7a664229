// The data sets the project is developed and validated on: where each is published, its licence and, from
// manifest.json, the SHA-256 that every file of ours must have. Recordings are never part of the repository.
import { readFileSync, writeFileSync } from "node:fs";

/** SHA-256 in lower-case hex by path from the set's folder. */
export type FileHashes = Record<string, string>;

/** A data set as it was published, and how to get it. */
export interface DataSet {
  /** Folder under the data folder. */
  folder: string;
  /** What is in it, in a few words. */
  content: string;
  /** Where it is published. */
  address: string;
  licence: string;
  /** How our files come from the published ones. */
  origin: string;
}

const VIRTUAL = "IMU computed from the published markers; ask the project for the files";
const CONVERTED = "columns renamed and converted to s, m/s², rad/s";

export const DATA_SETS: readonly DataSet[] = [
  {
    folder: "pyshoe-vicon",
    content: "runs and walks of 1 person, instep IMU, Vicon",
    address: "https://doi.org/10.21227/v1z6-9z84",
    licence: "University of Toronto foot-mounted data set; cite, do not ship",
    origin: CONVERTED,
  },
  {
    folder: "rbds-run-virtual-foot-imu",
    content: "treadmill runs, force plates, virtual IMU",
    address: "https://doi.org/10.6084/m9.figshare.4543435",
    licence: "CC BY 4.0",
    origin: VIRTUAL,
  },
  {
    folder: "dorn-overground-run-virtual-foot-imu",
    content: "overground run of a sprinter, force plates, virtual IMU",
    address: "https://doi.org/10.1242/jeb.064527",
    licence: "internal use",
    origin: VIRTUAL,
  },
  {
    folder: "hamner-s04-treadmill-virtual-foot-imu",
    content: "treadmill run, measured force, virtual IMU",
    address: "https://doi.org/10.1016/j.jbiomech.2012.11.024",
    licence: "internal use",
    origin: VIRTUAL,
  },
  {
    folder: "gaitmap-walk-mocap",
    content: "walk with turns and stairs, both feet, motion capture",
    address: "https://github.com/mad-lab-fau/gaitmap",
    licence: "MIT",
    origin: `example data of gaitmap, ${CONVERTED}`,
  },
  {
    folder: "tripod-treadmill-walk",
    content: "treadmill walks of 1 person, OptoGait",
    address: "https://doi.org/10.3390/data6090095",
    licence: "MIT",
    origin: CONVERTED,
  },
  {
    folder: "voisard-walk-events",
    content: "walks out and back, hand-checked swings",
    address: "https://github.com/CyrilVoisard/ipol_dataset_1",
    licence: "AGPL-3.0; validation only",
    origin: CONVERTED,
  },
  {
    folder: "wmf-run-100s",
    content: "a run with lost samples, no reference",
    address: "https://github.com/fuzzylabs/wearable-my-foot",
    licence: "Apache-2.0",
    origin: CONVERTED,
  },
  {
    folder: "xio-walk-loop",
    content: "closed loop of 25 m",
    address: "https://github.com/xioTechnologies/Gait-Tracking",
    licence: "MIT",
    origin: CONVERTED,
  },
  {
    folder: "jump-forceplate",
    content: "vertical jumps, force only",
    address: "https://github.com/BMClab/BMC",
    licence: "CC BY 4.0 (bmc_*), MIT (squatjump_*)",
    origin: "bmc_* from data/GRFZjump.txt there; the public address of squatjump_* is not known to us, ask the project",
  },
  {
    folder: "davis-course-run-gps-stryd",
    content: "a run with GNSS, foot pod and chest strap, 1 Hz",
    address: "https://doi.org/10.6084/m9.figshare.23662662",
    licence: "MIT",
    origin: "one runner of cohort2_course.csv there",
  },
  {
    folder: "stryd-fit-samples",
    content: "foot pod FIT files",
    address: "https://github.com/fuzzylabs/wearable-my-foot",
    licence: "Apache-2.0",
    origin: "data/stryd there, unchanged",
  },
];

const MANIFEST = new URL("manifest.json", import.meta.url);

/** The recorded hashes of every set, by its folder. */
export function readManifest(): Record<string, FileHashes> {
  return JSON.parse(readFileSync(MANIFEST, "utf8")) as Record<string, FileHashes>;
}

export function writeManifest(manifest: Record<string, FileHashes>): void {
  writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
}
