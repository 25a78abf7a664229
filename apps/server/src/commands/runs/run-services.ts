// What commands and jobs about runs work with: of the server's services, these.
import type { JobQueue } from "../../jobs/job-queue.ts";
import type { Services } from "../../services.ts";
import type { Storage } from "../recordings/recording-services.ts";

export type RunServices = Pick<Services, "database" | "pool" | "now" | "randomBytes" | "log"> & {
  /** By which things are old; without it `now`. */
  agesNow?: () => Date;
  jobs: JobQueue;
  storage: Storage;
  /** Where the storage is, for the threads that read recordings. */
  dataFolder: string;
};
