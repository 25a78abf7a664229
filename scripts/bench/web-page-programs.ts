// What the bench runs in the app's pages, as text: the page's clock judges, not the way to and from the browser. Each is
// an expression that gives a promise.

/**
 * Resolves after the first frame in which a selector finds `countMin` elements, with the page's clock. It holds on to
 * nothing: an open port would keep its elements, and memory is measured too.
 */
const WHEN_SHOWN = `
  const whenShown = (selector, countMin = 1) => new Promise((resolve) => {
    const look = () => {
      if (document.querySelectorAll(selector).length < countMin) return requestAnimationFrame(look);
      const painted = new MessageChannel();
      painted.port1.onmessage = () => {
        resolve(performance.now());
        painted.port1.close();
      };
      requestAnimationFrame(() => painted.port2.postMessage(null));
    };
    look();
  });`;

/** Reads the app's database without the app. */
const DATABASE = `
  const openDatabase = () => new Promise((resolve, reject) => {
    const request = indexedDB.open("solewise");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const ask = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });`;

export const FIGURES = ".figure-tile data[value], [data-figure] data[value]";
export const CHARTS = ".uplot canvas";
export const LIST_ROW = ".run-row";
export const FILE_INPUT = "input[type=file]";

/** The button that agrees to what was understood of the files. */
const AGREE = ".import-actions button:not([disabled])";

/** Instants of an import, ms of the page's clock. */
export interface ImportInstants {
  chosenMs: number;
  agreedMs: number;
  figuresMs: number;
  chartsMs: number;
  /** Samples are on the disk compressed. */
  compressedMs: number;
  runId: string;
}

/**
 * Waits for files in the page's input, agrees at once, and follows the import to figures, charts and compressed samples.
 * It listens before it resolves "listening"; the instants are then in `globalThis.benchImport`.
 */
export const FOLLOW_IMPORT = `(() => {
  ${WHEN_SHOWN} ${DATABASE}
  const chosen = new Promise((resolve) =>
    addEventListener("change", (event) => event.target.type === "file" && resolve(performance.now()), { capture: true, once: true }));
  const follow = async () => {
    const chosenMs = await chosen;
    const agreedMs = await whenShown(${JSON.stringify(AGREE)});
    document.querySelector(${JSON.stringify(AGREE)}).click();
    const figuresMs = await whenShown(${JSON.stringify(FIGURES)});
    const chartsMs = await whenShown(${JSON.stringify(CHARTS)});
    const runId = location.pathname.split("/").at(-1);
    const database = await openDatabase();
    let run;
    do {
      await new Promise((resolve) => setTimeout(resolve, 100));
      run = await ask(database.transaction("runs").objectStore("runs").get(runId));
    } while (!run.feet.every(({ keptAs }) => keptAs === "gzip"));
    database.close();
    return { chosenMs, agreedMs, figuresMs, chartsMs, compressedMs: performance.now(), runId };
  };
  globalThis.benchImport = follow();
  globalThis.benchImport.catch(() => undefined);
  return "listening";
})()`;

/** Reads the chosen files to their end, counts bytes; ms and the count. */
export const READ_FILES = `(async () => {
  const startMs = performance.now();
  let byteCount = 0;
  await Promise.all([...document.querySelector("#bench-files").files].map(async (file) => {
    for await (const chunk of file.stream()) byteCount += chunk.length;
  }));
  return { readMs: performance.now() - startMs, byteCount };
})()`;

/** Puts an input for files of its own on the page. */
export const ADD_FILE_INPUT = `(() => {
  const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, id: "bench-files" });
  document.body.append(input);
})()`;

/** Since the page was asked for: figures and charts, ms. */
export const TIME_RUN_PAGE = `(async () => {
  ${WHEN_SHOWN}
  const figuresMs = await whenShown(${JSON.stringify(FIGURES)});
  return { figuresMs, chartsMs: await whenShown(${JSON.stringify(CHARTS)}) };
})()`;

/** Since the page was asked for: a list of this many runs, ms. */
export function timeList(rowCount: number): string {
  return `(async () => {
    ${WHEN_SHOWN}
    return whenShown(${JSON.stringify(LIST_ROW)}, ${rowCount});
  })()`;
}

/** Reading everything of a run out of the database, ms. */
export function readStoredRun(runId: string): string {
  return `(async () => {
    ${DATABASE}
    const startMs = performance.now();
    const database = await openDatabase();
    const reading = database.transaction(["runs", "strides", "paths"]);
    const run = await ask(reading.objectStore("runs").get(${JSON.stringify(runId)}));
    await Promise.all(run.feet.flatMap(({ side }) => ["strides", "paths"].map((drawer) =>
      ask(reading.objectStore(drawer).get(run.runId + "/" + side)))));
    database.close();
    return performance.now() - startMs;
  })()`;
}

/** Strides of both feet of a stored run. */
export function countStrides(runId: string): string {
  return `(async () => {
    ${DATABASE}
    const database = await openDatabase();
    const run = await ask(database.transaction("runs").objectStore("runs").get(${JSON.stringify(runId)}));
    database.close();
    return run.summary.strideCount;
  })()`;
}

/** Reading the records of all runs out of the database, ms. */
export const READ_STORED_LIST = `(async () => {
  ${DATABASE}
  const startMs = performance.now();
  const database = await openDatabase();
  await ask(database.transaction("runs").objectStore("runs").getAll());
  database.close();
  return performance.now() - startMs;
})()`;

/** Puts copies of a run's record into the database, a day apart, without strides, so that there are `count` runs. */
export function copyRun(runId: string, count: number): string {
  return `(async () => {
    ${DATABASE}
    const database = await openDatabase();
    const run = await ask(database.transaction("runs").objectStore("runs").get(${JSON.stringify(runId)}));
    const writing = database.transaction("runs", "readwrite");
    for (let copy = 1; copy < ${count}; copy++) {
      const copyId = crypto.randomUUID();
      const startedAtMs = run.startedAtMs - copy * 86_400_000;
      const feet = run.feet.map((foot) => ({ ...foot, keptBytes: 0 }));
      writing.objectStore("runs").put({ ...run, runId: copyId, name: run.name + " " + copy, startedAtMs, feet }, copyId);
    }
    await new Promise((resolve, reject) => { writing.oncomplete = resolve; writing.onerror = () => reject(writing.error); });
    database.close();
  })()`;
}

/** Goes to the page of the import as a visitor does, without loading the app anew. */
export const GO_TO_IMPORT = `(async () => {
  ${WHEN_SHOWN}
  document.querySelector('a[href="/import"]').click();
  await whenShown(${JSON.stringify(FILE_INPUT)});
})()`;

/** Starts to note frames and, for pointer moves, how long until the frame that shows them was painted. */
export const WATCH_FRAMES = `(() => {
  const seen = globalThis.benchFrames = { frameMs: [], latencyMs: [], isOver: false };
  let lastMs = null;
  const frame = (nowMs) => {
    if (lastMs !== null) seen.frameMs.push(nowMs - lastMs);
    lastMs = nowMs;
    if (!seen.isOver) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const painted = new MessageChannel();
  painted.port1.onmessage = ({ data }) => seen.latencyMs.push(performance.now() - data);
  let isWaiting = false;
  const moved = (event) => {
    if (isWaiting || seen.isOver) return;
    isWaiting = true;
    const fromMs = event.timeStamp;
    requestAnimationFrame(() => { isWaiting = false; painted.port2.postMessage(fromMs); });
  };
  for (const name of ["pointermove", "wheel"]) addEventListener(name, moved, { capture: true, passive: true });
})()`;

/** Ends the watch and gives what was seen. */
export const FRAMES_SEEN = `(() => {
  globalThis.benchFrames.isOver = true;
  const { frameMs, latencyMs } = globalThis.benchFrames;
  return { frameMs, latencyMs };
})()`;
