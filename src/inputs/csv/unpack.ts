import { gunzipSync } from 'node:zlib';

const mebibyte = 1 << 20;

/** However small a file is packed, it may unpack to this much. */
const alwaysAllowed = 64 * mebibyte;

/** Tables pack to a tenth or a twentieth; what unpacks to more than this many times its size is no table. */
const mostGrowth = 200;

/** And nothing may unpack to more than this. */
const most = 1024 * mebibyte;

/** The bytes that a file of so many packed bytes may unpack to. */
export function mostUnpacked(packed: number): number {
  return Math.min(most, Math.max(alwaysAllowed, packed * mostGrowth));
}

/** How the limit is worded: "200 times its size or 64 MB, at most 1024 MB". */
export const unpackLimitWords = `more than ${mostGrowth} times its size and than ${alwaysAllowed / mebibyte} MB, or than ${most / mebibyte} MB`;

/** Whether a file is packed by gzip, as its first bytes tell. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** What gzip packed, or why it cannot be had: there is too much of it, or it is damaged. */
export function gunzipped(bytes: Uint8Array): Buffer | 'too large' | 'damaged' {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostUnpacked(bytes.length) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : 'damaged';
  }
}
