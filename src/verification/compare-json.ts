import type { Comparison } from './comparison.js';

/** Holds JSON against what it should be, each difference named by its place: `objective.terms[2].value`. */
export function compareJson(
  file: string,
  found: unknown,
  expected: unknown,
  comparison: Comparison,
): void {
  // NaN and undefined are told apart in values, not in files.
  compare(found, JSON.parse(JSON.stringify(expected)), '', (column, what) =>
    comparison.add({ file, column, ...what }),
  );
}

interface Difference {
  readonly what?: string;
  readonly found?: string | number | boolean | null;
  readonly expected?: string | number | boolean | null;
}

function compare(
  found: unknown,
  expected: unknown,
  place: string,
  tell: (place: string, difference: Difference) => void,
): void {
  if (isList(found) && isList(expected)) {
    if (found.length !== expected.length) {
      const what = 'entries in number';
      tell(place, { found: found.length, expected: expected.length, what });
    }
    const shared = Math.min(found.length, expected.length);
    for (let at = 0; at < shared; at++) compare(found[at], expected[at], `${place}[${at}]`, tell);
    return;
  }
  if (isRecord(found) && isRecord(expected)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const inner = place === '' ? key : `${place}.${key}`;
      if (!Object.hasOwn(found, key)) tell(inner, { what: 'is missing' });
      else if (!Object.hasOwn(expected, key)) tell(inner, { what: 'should not be there' });
      else compare(found[key], expected[key], inner, tell);
    }
    return;
  }
  if (found !== expected) tell(place, { found: plain(found), expected: plain(expected) });
}

/** Numbers in a JSON value, however deep. */
export function countNumbers(value: unknown): number {
  if (typeof value === 'number') return 1;
  const inner = isList(value) ? value : isRecord(value) ? Object.values(value) : [];
  return inner.reduce((sum: number, one) => sum + countNumbers(one), 0);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plain(value: unknown): string | number | boolean | null {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
