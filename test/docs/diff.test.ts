import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compare } from '../../src/evaluation/diff/compare.js';
import { changeKinds, type Side } from '../../src/evaluation/diff/types.js';
import { diffCsv, mergeTable, threeWayCsv } from '../../src/reports/diff/csv.js';
import { diffViews } from '../../src/reports/diff/parts.js';
import { repo } from '../cli/carve.js';

test('diff.md names every column and kind that carve diff writes', () => {
  const page = readFileSync(join(repo, 'docs/diff.md'), 'utf8');
  const words = new Set([...page.matchAll(/`([^`\n]+)`/g)].map(([, word]) => word));
  const side: Side = { holdings: { accounts: new Map(), repNames: new Map() }, plan: undefined };
  const named = { name: 'x', side };
  const parts = { a: named, b: named, comparison: compare(side, side) };
  const headers = [...diffViews.map((by) => diffCsv(parts, by)), threeWayCsv([])];
  const columns = [
    ...headers.flatMap((text) => text.trim().split(',')),
    ...mergeTable([]).columns,
    ...changeKinds,
  ];
  expect(columns.filter((column) => !words.has(column))).toEqual([]);
});
