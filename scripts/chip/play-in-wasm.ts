// Plays a play on kernel.wasm, in Node and, sent there as text, in a browser's page: it uses nothing from outside itself.
// Batches are as large as the kernel takes, as browser and server have them; the chip takes one sample a call (KER2: the
// same bits). Comes in: the kernel's bytes, a play (play.ts). Goes out: a transcript (transcript.ts) without costs.

interface KernelDoor {
  memory: { readonly buffer: ArrayBuffer };
  inputTimePointer(): number;
  inputCountsPointer(): number;
  queuePointer(): number;
  queueStatePointer(): number;
  stateStart(): number;
  stateEnd(): number;
  configureSensor(...six: number[]): void;
  configureFoot(leftFoot: number): void;
  process(first: number, sampleCount: number): number;
  finish(): number;
}

/** Throws what the kernel throws, and a RangeError when the play is none. */
export function playInWasm(kernel: Uint8Array<ArrayBuffer>, play: Uint8Array): Uint8Array {
  const door = new WebAssembly.Instance(new WebAssembly.Module(kernel), {}).exports as unknown as KernelDoor;
  const memory = new Uint8Array(door.memory.buffer);
  const view = new DataView(play.buffer, play.byteOffset, play.byteLength);
  const frames: Uint8Array[] = [];
  let at = 0;
  const word = (): number => view.getInt32((at += 4) - 4, true);
  const float = (): number => view.getFloat32((at += 4) - 4, true);
  const copyTo = (address: number, byteCount: number): void => {
    memory.set(play.subarray(at, at + byteCount), address);
    at += byteCount;
  };
  const putFrame = (kind: number, address: number, byteCount: number): void => {
    frames.push(new Uint8Array(Uint32Array.of(kind, byteCount).buffer), memory.slice(address, address + byteCount));
  };
  const putRecords = (): void => {
    const waiting = new DataView(door.memory.buffer).getInt32(door.queueStatePointer(), true);
    for (let record = 0; record < waiting; record++) putFrame(1, door.queuePointer() + record * 96, 96);
  };
  const take = (sampleCount: number): void => {
    copyTo(door.inputTimePointer(), sampleCount * 4);
    copyTo(door.inputTimePointer() + 256, sampleCount * 4);
    copyTo(door.inputCountsPointer(), sampleCount * 12);
    let taken = 0;
    while (taken < sampleCount) {
      taken = door.process(taken, sampleCount);
      putRecords();
    }
  };

  if (word() !== 0x59414c50) throw new RangeError("expected a play, which begins with PLAY");
  door.configureSensor(float(), float(), word(), word(), word(), word());
  door.configureFoot(word());
  at += 20; // no length coefficients of a shoe's own
  const stateBytes = door.stateEnd() - door.stateStart();
  for (let operation = word(); operation !== 0; operation = word()) {
    if (operation === 1) take(word());
    else if (operation === 2) putFrame(2, door.stateStart(), stateBytes);
    else if (operation === 3) {
      for (let isMore = true; isMore;) {
        isMore = door.finish() !== 0;
        putRecords();
      }
    } else if (operation === 4) copyTo(door.stateStart(), word());
    else throw new RangeError(`expected an operation of a play, but found ${operation}`);
  }
  const transcript = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let end = 0;
  for (const frame of frames) {
    transcript.set(frame, end);
    end += frame.length;
  }
  return transcript;
}
