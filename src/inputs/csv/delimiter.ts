const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** What may stand between cells, the most usual first. */
const candidates = [',', ';', '\t', '|', '`'] as const;

/**
 * The character between the cells: the candidate that the header record holds
 * most often outside quotes, the earlier in the list on a tie. A backquote only
 * counts where no other stands.
 */
export function detectDelimiter(bytes: Uint8Array): string {
  const counts = new Uint32Array(128);
  let quoted = false;
  let begun = false;
  for (const byte of bytes) {
    if (byte === quote) quoted = !quoted;
    if (quoted) continue;
    if (byte === lineFeed || byte === carriageReturn) {
      if (begun) break;
    } else {
      begun = true;
      if (byte < 128) counts[byte]++;
    }
  }
  let best: string = candidates[0];
  for (const candidate of candidates) {
    const isBetter = counts[candidate.charCodeAt(0)] > counts[best.charCodeAt(0)];
    if (isBetter && (candidate !== '`' || counts[best.charCodeAt(0)] === 0)) best = candidate;
  }
  return best;
}
