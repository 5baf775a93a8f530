import type { Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';

const fewestLetters = 3;

/** Four digits and more, grouped or not: what may have been worked out of amounts. */
const anAmount = /\d{4}|\d,\d{3}/;

/**
 * Of sentences about a plan, those that hold nothing of what is masked: no cell
 * of either file, no file, and no large number. A sentence that merely looks as if is left out too.
 */
export function safeSentences(problem: Problem, sentences: readonly string[]): readonly string[] {
  if (sentences.length === 0) return [];
  const left = new Set(sentences.filter((sentence) => !anAmount.test(sentence)));
  for (const { columns, size, file } of [problem.accounts, problem.reps]) {
    drop(left, file);
    for (const column of columns.values()) {
      const texts =
        column.kind === 'text'
          ? column.words
          : Array.from({ length: size }, (_, row) => cellText(column, row));
      for (const text of texts) drop(left, text);
      if (left.size === 0) return [];
    }
  }
  return sentences.filter((sentence) => left.has(sentence));
}

/** Texts shorter than a few letters are in every sentence. */
function drop(left: Set<string>, text: string): void {
  const wanted = text.trim().toLowerCase();
  if (wanted.length < fewestLetters) return;
  for (const sentence of left) {
    const plain = sentence.toLowerCase();
    if (plain.includes(wanted) || plain.includes(grouped(wanted))) left.delete(sentence);
  }
}

/** A whole number as sentences write it: 1,250,000. */
function grouped(text: string): string {
  return /^\d{4,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, ',') : text;
}
