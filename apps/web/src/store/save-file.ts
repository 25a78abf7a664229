// A stream of bytes onto the reader's disk: straight where the browser offers a place to choose, else as a download.

/** The part of the File System Access API that is used; Chromium only. */
interface SavePicker {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<{
    createWritable(): Promise<WritableStream<Uint8Array>>;
  }>;
}

const DOWNLOAD_LIFE_MS = 60_000;

/**
 * Asks for the place first, while the browser still knows that the reader tapped; then `open` is called. "cancelled" when
 * the reader chose no place. Rejects with what the stream fails with; then nothing is left.
 */
export async function saveStream(
  suggestedName: string,
  open: () => Promise<ReadableStream<Uint8Array>>,
): Promise<"saved" | "cancelled"> {
  const { showSaveFilePicker } = globalThis as SavePicker;
  if (showSaveFilePicker === undefined) {
    const body = (await open()) as ReadableStream<Uint8Array<ArrayBuffer>>;
    download(await new Response(body).blob(), suggestedName);
    return "saved";
  }
  const handle = await showSaveFilePicker({ suggestedName }).catch((error: unknown) => {
    if (error instanceof Error && error.name === "AbortError") return null;
    throw error;
  });
  if (handle === null) return "cancelled";
  const stream = await open();
  await stream.pipeTo(await handle.createWritable());
  return "saved";
}

/** Hands a whole file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), DOWNLOAD_LIFE_MS);
}
