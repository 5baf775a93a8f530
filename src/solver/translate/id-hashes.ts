/**
 * Numbers that ids are put in order by where their own order would always favour the same ones: FNV-1a over the UTF-16
 * code units (Fowler, Noll & Vo), mixed by the finaliser of murmur3 (Appleby) so that ids alike come far apart. Not for
 * secrets, and equal hashes happen; a million ids take a tenth of a second, where a cryptographic hash takes seconds.
 */
export function idHashes(ids: readonly string[], salt = 0): Uint32Array {
  return Uint32Array.from(ids, (id) => idHash(id, salt));
}

function idHash(id: string, salt: number): number {
  let hash = mixed(salt) ^ 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

/** One number for a set of ids, in whatever order they stand. */
export function setHash(hashes: Uint32Array): number {
  let sum = hashes.length;
  for (const hash of hashes) sum = (sum + mixed(hash)) | 0;
  return mixed(sum);
}

function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
