// npm run mutation -- FOLDER …   (scoring, measures, evaluation/explain, or a file such as scoring/rank.ts)
// Changes src/FOLDER bit by bit and runs the tests of that folder (of a folder without its own, all quick ones);
// what no test notices is listed.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

const repo = resolve(import.meta.dirname ?? '.', '../..');
const folders = process.argv.slice(2);
if (folders.length === 0) folders.push('scoring', 'measures', 'evaluation');
process.chdir(repo);
const scratch = mkdtempSync(join(tmpdir(), 'carve-mutation-'));
const config = join(scratch, 'vitest.config.mjs');
const own = folders.map((name) => name.split('/')[0]);
const tested = own.every((name) => existsSync(join(repo, 'test', name)))
  ? own
  : ['assembly', 'evaluation', 'reports', 'rules', 'scoring', 'validation'];
const test = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  include: tested.map((name) => `test/${name}/**/*.test.ts`),
  // What runs the built command would notice nothing.
  exclude: ['test/validation/coordinates.test.ts'],
};
writeFileSync(config, `export default ${JSON.stringify({ test })};\n`);
try {
  await new Stryker({
    mutate: folders.map((name) => (name.endsWith('.ts') ? `src/${name}` : `src/${name}/**/*.ts`)),
    testRunner: 'vitest',
    vitest: { configFile: config },
    coverageAnalysis: 'perTest',
    concurrency: 2,
    ignoreStatic: true,
    timeoutMS: 5_000,
    dryRunTimeoutMinutes: 30,
    reporters: ['clear-text'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    tempDirName: join(scratch, 'stryker'),
    ignorePatterns: ['dist', 'fixtures/sp500/**/*.md', 'carve-out'],
  }).runMutationTest();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
