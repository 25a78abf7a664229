// Every route about runs in one call.
import type { FastifyInstance } from "fastify";
import type { RunServices } from "../../commands/runs/run-services.ts";
import { addChangeRoutes } from "../changes/change-routes.ts";
import { addWeekRoutes } from "../weeks/week-routes.ts";
import { addAnalysisRoutes } from "./analysis-routes.ts";
import { addEditRoutes } from "./edit-routes.ts";
import { addRunListRoutes } from "./run-list-routes.ts";
import { addRunRoutes } from "./run-routes.ts";

/** Adds runs, their edits and analyses, what changed, mileage by week. */
export function addAllRunRoutes(app: FastifyInstance, services: RunServices): void {
  addRunListRoutes(app, services);
  addRunRoutes(app, services);
  addEditRoutes(app, services);
  addAnalysisRoutes(app, services);
  addChangeRoutes(app, services);
  addWeekRoutes(app, services);
}
