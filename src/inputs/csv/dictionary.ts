/**
 * The distinct words of a column, numbered in the order in which they appear;
 * 0 is the empty word. A table of our own instead of a `Map`, because filling
 * a `Map` with a million ids takes longer than parsing the file they come from.
 */
export class Dictionary {
  readonly words: string[] = [''];
  /** Open addressing: a word's code at its slot, 0 where the slot is free. */
  #slots = new Int32Array(64);
  /** Each word's hash by its code: told apart by a number, most words need not be compared. */
  #hashes = new Int32Array(32 + 1);

  /** The word's number, a new one where it has not been seen. */
  codeOf(word: string): number {
    if (word === '') return 0;
    const slots = this.#slots;
    const hashes = this.#hashes;
    const mask = slots.length - 1;
    const wanted = hash(word);
    let slot = wanted & mask;
    for (;;) {
      const code = slots[slot];
      if (code === 0) break;
      if (hashes[code] === wanted && this.words[code] === word) return code;
      slot = (slot + 1) & mask;
    }
    const code = this.words.push(word) - 1;
    slots[slot] = code;
    hashes[code] = wanted;
    if (code * 2 === slots.length) this.#grow();
    return code;
  }

  /** Makes room for four times as many words: half the slots stay free. */
  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const hashes = new Int32Array(slots.length / 2 + 1);
    hashes.set(this.#hashes);
    const mask = slots.length - 1;
    for (let code = 1; code < this.words.length; code++) {
      let slot = hashes[code] & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.#slots = slots;
    this.#hashes = hashes;
  }
}

/** FNV-1a over the UTF-16 units with a final mix, so that the low bits depend on all of them. */
function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < word.length; index++) {
    value = Math.imul(value ^ word.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return value ^ (value >>> 13);
}
