import type { Column } from '../model/table.js';

/** A text column that was worked out rather than read. */
export function wordsColumn(name: string, values: readonly string[]): Column {
  const codeOf = new Map<string, number>([['', 0]]);
  const codes = Uint32Array.from(values, (value) => {
    const code = codeOf.get(value) ?? codeOf.size;
    codeOf.set(value, code);
    return code;
  });
  const words = [...codeOf.keys()];
  return {
    kind: 'text',
    name,
    header: name,
    filled: values.filter((value) => value !== '').length,
    codes,
    words,
  };
}
