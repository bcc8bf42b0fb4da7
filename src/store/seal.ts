/**
 * Secrets at rest: AES-256-GCM (NIST SP 800-38D) under a key drawn from CAMPANILE_SECRET by HKDF (RFC 5869). A sealed text
 * is `v1.` and base64url of nonce, tag and cipher text.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

export interface Seal {
  seal(text: string): string;
  /** Throws when it was sealed under another secret or changed since. */
  open(sealed: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = "v1.";

/** @param purpose keeps the keys of different uses apart: what is sealed for one cannot be opened as another */
export function createSeal(secret: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync("sha256", secret, "campanile", purpose, 32));
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return VERSION + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
    },
    open(sealed) {
      if (!sealed.startsWith(VERSION)) throw new Error("A sealed text is of an unknown version.");
      const bytes = Buffer.from(sealed.slice(VERSION.length), "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    },
  };
}
