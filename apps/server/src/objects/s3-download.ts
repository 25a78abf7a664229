// A blob from S3. Comes in: its key. Goes out: its bytes, all of them: where a connection ends before, the next one goes on
// at the byte after. OBJ32
import { failureOfError, S3Failure, storeErrorOf } from "./s3-failure.ts";
import type { S3Answer, S3Connection } from "./s3-request.ts";
import { askOnce, tryOften } from "./s3-tries.ts";

/** Connections that end without a byte before reading gives up. Range 1–10. */
const FRUITLESS_MAX = 3;

function lengthOf({ headers }: S3Answer): number {
  return Number(headers["content-length"] ?? Number.NaN);
}

/** The rest of a blob from a byte on. */
async function openRest(connection: S3Connection, key: string, atBytes: number): Promise<S3Answer> {
  const headers = { range: `bytes=${atBytes}-` };
  const answer = await tryOften(() => askOnce(connection, { method: "GET", key, headers }));
  if (answer.status === 206 && answer.headers["content-range"]?.startsWith(`bytes ${atBytes}-`) === true) return answer;
  answer.body.destroy();
  const facts = { code: "", status: answer.status, isPassing: false };
  throw new S3Failure("The object store does not read objects from a byte on (Range).", facts);
}

async function* readAll(connection: S3Connection, key: string, first: S3Answer): AsyncGenerator<Uint8Array> {
  const totalBytes = lengthOf(first);
  let answer = first;
  let [atBytes, fruitlessCount] = [0, 0];
  try {
    for (;;) {
      const before = atBytes;
      let failure: unknown = new Error("it ended before the blob did");
      try {
        for await (const chunk of answer.body as AsyncIterable<Buffer>) {
          atBytes += chunk.length;
          yield chunk;
        }
        if (atBytes === totalBytes || Number.isNaN(totalBytes)) return;
      } catch (error) {
        failure = error;
      }
      fruitlessCount = atBytes > before ? 0 : fruitlessCount + 1;
      if (fruitlessCount >= FRUITLESS_MAX || Number.isNaN(totalBytes)) throw failureOfError(failure, connection.place);
      answer = await openRest(connection, key, atBytes);
    }
  } catch (error) {
    throw storeErrorOf(error);
  } finally {
    answer.body.destroy();
  }
}

/** The bytes of a key. Throws S3Failure before the first byte, the store's errors after it. */
export async function getBlob(connection: S3Connection, key: string): Promise<AsyncGenerator<Uint8Array>> {
  return readAll(connection, key, await tryOften(() => askOnce(connection, { method: "GET", key })));
}
