/**
 * The distinct words of a column, numbered in the order in which they appear;
 * 0 is the empty word. A table of our own instead of a `Map`, because filling
 * a `Map` with a million ids takes longer than parsing the file they come from.
 */
export class Dictionary {
  readonly words: string[] = [''];
  /** Open addressing: a word's code at its slot, 0 where the slot is free. */
  #slots = new Int32Array(64);

  /** The word's number, a new one where it has not been seen. */
  codeOf(word: string): number {
    if (word === '') return 0;
    const mask = this.#slots.length - 1;
    let slot = hash(word) & mask;
    for (;;) {
      const code = this.#slots[slot];
      if (code === 0) break;
      if (this.words[code] === word) return code;
      slot = (slot + 1) & mask;
    }
    const code = this.words.push(word) - 1;
    this.#slots[slot] = code;
    if (code * 2 > this.#slots.length) this.#grow();
    return code;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let code = 1; code < this.words.length; code++) {
      let slot = hash(this.words[code]) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.#slots = slots;
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
