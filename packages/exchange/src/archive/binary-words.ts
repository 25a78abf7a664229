// Strides and paths as bytes: whole numbers of two's complement, little-endian on every machine. In: typed arrays or
// bytes at any alignment. Out: the other. Source: docs/protocol/archive.md.

/** Four bytes a word. */
export function encodeInt32(words: Int32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < words.length; index++) view.setInt32(index * 4, words[index] ?? 0, true);
  return bytes;
}

/** RangeError when the bytes are no whole number of words. */
export function decodeInt32(bytes: Uint8Array): Int32Array<ArrayBuffer> {
  const view = viewWords(bytes, 4);
  const words = new Int32Array(bytes.length / 4);
  for (let index = 0; index < words.length; index++) words[index] = view.getInt32(index * 4, true);
  return words;
}

/** Two bytes a word. */
export function encodeInt16(words: Int16Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(words.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < words.length; index++) view.setInt16(index * 2, words[index] ?? 0, true);
  return bytes;
}

/** RangeError when the bytes are no whole number of words. */
export function decodeInt16(bytes: Uint8Array): Int16Array<ArrayBuffer> {
  const view = viewWords(bytes, 2);
  const words = new Int16Array(bytes.length / 2);
  for (let index = 0; index < words.length; index++) words[index] = view.getInt16(index * 2, true);
  return words;
}

function viewWords(bytes: Uint8Array, wordBytes: number): DataView {
  if (bytes.length % wordBytes !== 0) {
    throw new RangeError(`expected a multiple of ${wordBytes} bytes, but found ${bytes.length}`);
  }
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
