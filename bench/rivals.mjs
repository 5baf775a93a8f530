// A child process of rival-queue.mjs: one instance by HiGHS or javascript-lp-solver as a MIP, or dealt out by a
// snake draft. Prints lines of JSON: that its model is ready, each better answer, how it ended.
import { writeSync } from 'node:fs';
import { mipOf, placementIn } from './mip-model.mjs';
import { dist, problemOf } from './problem-of.mjs';
import { snakeDraft } from './snake.mjs';

const [folder, rival, limit] = process.argv.slice(2);
const { programOf } = await dist('solver/translate/from-problem.js');
const { placementCost } = await dist('solver/model/placement-cost.js');
const { layOut } = await dist('solver/model/layout.js');
const { evaluate } = await dist('solver/model/evaluate.js');

const { program } = programOf(await problemOf(folder));
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
