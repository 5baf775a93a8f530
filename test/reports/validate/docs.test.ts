import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findingKinds } from '../../../src/validation/finding.js';
import { repo } from '../../cli/carve.js';

it('docs/validate.md lists every kind of finding once', () => {
  const text = readFileSync(join(repo, 'docs/validate.md'), 'utf8');
  const listed = [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
  expect([...listed].sort()).toEqual([...findingKinds].sort());
});
