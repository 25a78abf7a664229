// Encryption of one object's blocks. Comes in: the operator's key (OBJECTS_KEY), the object's own random salt. Goes out: each
// block sealed by AES-256-GCM, its number as nonce, its head as additional data. Source: NIST SP 800-38D; RFC 5869 (HKDF).
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";

/** Length of the operator's key. */
export const OBJECTS_KEY_BYTES = 32;
export const SALT_BYTES = 16;
export const KEY_ID_BYTES = 8;
/** What sealing adds to a payload. */
export const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const PURPOSE = "solewise recording blocks 1";

/** Names a key without telling it. */
export function keyIdOf(objectsKey: Buffer): Buffer {
  return createHash("sha256").update("solewise objects key id\0").update(objectsKey).digest().subarray(0, KEY_ID_BYTES);
}

/** A key from the setting: 32 bytes as base64, base64url or 64 hex digits; null when it is neither. */
export function readObjectsKey(text: string): Buffer | null {
  const key = /^[0-9a-f]{64}$/iu.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  const isBase64 = /^[\w+/-]{43}=?$/u.test(text);
  return key.length === OBJECTS_KEY_BYTES && (isBase64 || text.length === 64) ? key : null;
}

/** Seals and opens the blocks of one object: no two objects have a key in common, so a block's number is nonce enough. */
export class BlockCipher {
  readonly #key: Buffer;

  constructor(objectsKey: Buffer, salt: Uint8Array) {
    this.#key = Buffer.from(hkdfSync("sha256", objectsKey, salt, PURPOSE, 32));
  }

  seal(blockIndex: number, head: Uint8Array, plain: Uint8Array): Buffer {
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonceOf(blockIndex)).setAAD(head);
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** null: another key, or other bytes. */
  open(blockIndex: number, head: Uint8Array, sealed: Buffer): Buffer | null {
    if (sealed.length < TAG_BYTES) return null;
    const decipher = createDecipheriv("aes-256-gcm", this.#key, nonceOf(blockIndex), { authTagLength: TAG_BYTES });
    decipher.setAAD(head).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
    } catch {
      return null;
    }
  }
}

function nonceOf(blockIndex: number): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(blockIndex, NONCE_BYTES - 4);
  return nonce;
}
