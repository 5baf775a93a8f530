// A child process of rival-queue.mjs: one instance by HiGHS or javascript-lp-solver as a MIP, or dealt out by a
// snake draft. Prints lines of JSON: that its model is ready, each better answer, how it ended.
import { readFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mipOf, placementIn } from './mip-model.mjs';
import { snakeDraft } from './snake.mjs';

const [folder, rival, limit] = process.argv.slice(2);
const dist = (path) => import(pathToFileURL(resolve(import.meta.dirname, '../dist', path)).href);
const { readProblem } = await dist('planning/inputs.js');
const { programOf } = await dist('solver/from-problem.js');
const { placementCost } = await dist('solver/placement-cost.js');
const { layOut } = await dist('solver/layout.js');
const { evaluate } = await dist('solver/evaluate.js');

/** 2026-01-15, in days since 1970. */
const asOf = 20468;
const file = (name) => ({ name, bytes: readFileSync(join(folder, name)) });
const { problem } = readProblem({
  accounts: file('accounts.csv'),
  reps: file('reps.csv'),
  rules: file('rules.csv'),
  distances: undefined,
  bare: false,
  map: [],
  assembly: { asOf, weights: new Map(), shareBy: undefined, potentialCap: true },
});
const { program } = programOf(problem);
const layout = layOut(program);

let started = performance.now();
const seconds = () => (performance.now() - started) / 1000;
// Not console.log: a line must be out before a solver takes the thread.
const say = (line) => writeSync(1, `${JSON.stringify(line)}\n`);
const judge = (placement) => {
  if (placement !== undefined) say({ ...evaluate(layout, placement), seconds: seconds() });
};

if (rival === 'snake') {
  judge(snakeDraft(program));
  say({ ended: 'dealt', seconds: seconds() });
} else {
  const mip = mipOf(program, placementCost);
  const solve =
    rival === 'highs'
      ? (await import('./highs-mip.mjs')).solveByHighs
      : (await import('./jslp-mip.mjs')).solveByJslp;
  const ended = await solve(mip, Number(limit), {
    ready: () => {
      say({ ready: true, seconds: seconds() });
      started = performance.now();
    },
    found: (values) => judge(placementIn(values, program, mip.firstColumn)),
  }).catch((error) => `failed: ${error.message}`);
  say({ ended, seconds: seconds() });
}
