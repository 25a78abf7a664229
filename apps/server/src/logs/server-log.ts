// The server's log on stderr. Comes in: sentences and requests as they end. Goes out: a line each, JSON for programs or text
// for people. A request is its route's pattern, never its address, so that no id, e-mail, token, place or query gets in. // OPS3

/** How lines are written. */
export type LogFormat = "json" | "text";

/** A request that has ended. */
export interface RequestFacts {
  method: string;
  /** The pattern, such as /api/v1/runs/:runId. */
  route: string;
  status: number;
  durationMs: number;
  /** Counts from the start of the server; the answer to a failed request tells it as well. */
  requestId: string;
}

export interface ServerLog {
  line: (text: string) => void;
  request: (facts: RequestFacts) => void;
}

/** Makes one. */
export function serverLog(format: LogFormat, now: () => Date, write: (text: string) => void): ServerLog {
  const put = (level: "info" | "error", message: string, facts: object): void => {
    const time = now().toISOString();
    write(format === "json" ? `${JSON.stringify({ time, level, message, ...facts })}\n` : `${message}\n`);
  };
  return {
    line: (text) => put("info", text, {}),
    request: (facts) => {
      const { method, route, status, durationMs, requestId } = facts;
      const level = status >= 500 ? "error" : "info";
      const rounded = Math.round(durationMs * 10) / 10;
      const message = format === "json" ? "request" : `${requestId} ${method} ${route} ${status} ${rounded} ms`;
      put(level, message, { method, route, status, durationMs: rounded, requestId });
    },
  };
}
