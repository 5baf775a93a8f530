/** In a block of names that share half of their letters, each is held against this many that follow in order. */
const window = 30;

/**
 * Pairs of texts that could be a slip apart, without holding each against
 * each: where one letter differs, one half of the text is the same, so only
 * texts that share a half are paired. The work grows with the number of texts,
 * not with its square; in very large blocks only neighbours are paired. A pair
 * may come more than once.
 */
export function* candidatePairs(texts: readonly string[]): Generator<readonly [number, number]> {
  const blocks = new Map<string, number[]>();
  texts.forEach((text, index) => {
    for (const key of halves(text)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [index]);
      else block.push(index);
    }
  });
  for (const block of blocks.values()) {
    if (block.length < 2) continue;
    if (block.length > window) block.sort((a, b) => (texts[a] < texts[b] ? -1 : 1));
    for (let first = 0; first < block.length; first++) {
      const end = Math.min(block.length, first + 1 + window);
      for (let second = first + 1; second < end; second++) {
        if (block[first] === block[second]) continue;
        yield block[first] < block[second]
          ? [block[first], block[second]]
          : [block[second], block[first]];
      }
    }
  }
}

/** The first and the second half, also as they would be cut in a text one letter longer or shorter. */
function halves(text: string): Set<string> {
  const { length } = text;
  const keys = new Set<string>();
  for (const cut of [length >> 1, (length - 1) >> 1]) {
    if (cut < 2) continue;
    keys.add(`<${text.slice(0, cut)}`);
    keys.add(`>${text.slice(length - cut)}`);
    keys.add(`>${text.slice(cut)}`);
  }
  return keys;
}
