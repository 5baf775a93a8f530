// npm run mutation -- FOLDER … [--tests PATTERN] [--json FILE]; see README.md beside.
// FOLDER: scoring, measures, evaluation/explain, or a file such as scoring/rank.ts, or lines of one: scoring/rank.ts:14-23.
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

const repo = resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: 'string', default: '.' }, json: { type: 'string' } },
});
const folders = positionals.length > 0 ? positionals : ['scoring', 'measures', 'evaluation'];
process.chdir(repo);
// So many random problems where a test throws them: each change is put to them again.
process.env.CARVE_SEEDS ??= '10';

const quick =
  /^(assembly|evaluation|measures|reports|rules|scoring|validation|planning\/agreement)\b/;
// Long for what they would notice here, or of the built command.
const left =
  /no-false-errors|reports\/validate|page\/map|reports\/document|at-scale|check\/agreement|validation\/coordinates|masked-parts|workbook\.test/;
const wanted = new RegExp(values.tests);
const tests = readdirSync(join(repo, 'test'), { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.test.ts') && quick.test(file) && !left.test(file))
  .filter((file) => wanted.test(file))
  .map((file) => `test/${file}`)
  .sort();

const scratch = mkdtempSync(join(tmpdir(), 'carve-mutation-'));
// Where node_modules is a link itself, Stryker's copy of the repository has none.
symlinkSync(join(repo, 'node_modules'), join(scratch, 'node_modules'));
try {
  await new Stryker({
    mutate: folders.map((name) => (/\.ts(:|$)/.test(name) ? `src/${name}` : `src/${name}/**/*.ts`)),
    plugins: [join(import.meta.dirname, 'in-process.mjs')],
    testRunner: 'in-process',
    inProcess: { tests },
    warnings: { unknownOptions: false },
    coverageAnalysis: 'perTest',
    concurrency: 2,
    ignoreStatic: true,
    timeoutMS: 20_000,
    dryRunTimeoutMinutes: 30,
    reporters: ['clear-text', 'progress-append-only', ...(values.json ? ['json'] : [])],
    jsonReporter: { fileName: values.json },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    tempDirName: join(scratch, 'stryker'),
    ignorePatterns: ['dist', 'fixtures/sp500/**/*.md', 'carve-out'],
  }).runMutationTest();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
