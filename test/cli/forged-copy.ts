import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { sealedPlanText, sha256 } from '../../src/reports/checksums.js';

/** A copy of a plan folder beside it, in which a file was changed and all checksums made to fit; its path. */
export function forgedCopy(folder: string, file: string, change: (text: string) => string): string {
  const bad = `${folder}-forged`;
  cpSync(folder, bad, { recursive: true });
  const text = readFileSync(join(folder, file), 'utf8');
  expect(change(text)).not.toBe(text);
  writeFileSync(join(bad, file), change(text));
  const json = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));
  json.files[file] = sha256(Buffer.from(change(text)));
  const sums = new Map<string, string>(Object.entries(json.files));
  writeFileSync(join(bad, 'plan.json'), sealedPlanText(json, sums));
  return bad;
}
