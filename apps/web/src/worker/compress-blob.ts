// Kept samples, compressed: a Blob in, its gzip out.
const GZIP_TYPE = "application/gzip";

/** About a quarter of a recording is left. */
export async function compressBlob(blob: Blob): Promise<Blob> {
  const stream = blob.stream().pipeThrough(new CompressionStream("gzip"));
  const compressed = await new Response(stream).blob();
  return compressed.slice(0, compressed.size, GZIP_TYPE);
}
