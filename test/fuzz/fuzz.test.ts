/** Every reader against spoilt files; `npm run fuzz` looks for as long as one likes. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fuzz, type Look } from './fuzz.js';
import { writeSoundFiles } from './ground.js';
import { Runner } from './runner.js';
import { targets } from './targets.js';

const { CARVE_FUZZ_SECONDS, CARVE_FUZZ_SEED, CARVE_FUZZ_TARGET } = process.env;
const seconds = CARVE_FUZZ_SECONDS === undefined ? undefined : Number(CARVE_FUZZ_SECONDS);
const seed = Number(CARVE_FUZZ_SEED ?? 20_261_122);
const wanted = Object.entries(targets).filter(
  ([name]) => CARVE_FUZZ_TARGET === undefined || name === CARVE_FUZZ_TARGET,
);
const each = seconds === undefined ? undefined : seconds / wanted.length;

const runner = new Runner();
let folder: string;

beforeAll(async () => {
  folder = await writeSoundFiles(runner);
});

afterAll(() => {
  runner.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Time to shrink a failure besides that to find it. */
const spare = 600_000;

it.each(wanted)(
  'reads spoilt files without a fault: %s',
  async (_, target) => {
    const look: Look = { seed, cases: each === undefined ? target.cases : 1e9, seconds: each };
    expect(await fuzz(runner, folder, target, look)).toBeUndefined();
  },
  (each ?? 0) * 1000 + spare,
);
