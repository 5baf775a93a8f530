// A child process of bench/run.mjs: solves one instance with HiGHS (or javascript-lp-solver) as a MIP,
// and deals it out by a snake draft. Prints one line of JSON.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { costScale, mipText, placementOf } from './mip-model.mjs';
import { snakeDraft } from './snake.mjs';

const [folder, rival, seconds] = process.argv.slice(2);
const dist = (path) => import(pathToFileURL(resolve(import.meta.dirname, '../dist', path)).href);
const { readProblem } = await dist('planning/inputs.js');
const { programOf } = await dist('solver/from-problem.js');
const { placementCost } = await dist('solver/placement-cost.js');
const { layOut } = await dist('solver/layout.js');
const { evaluate } = await dist('solver/evaluate.js');

const file = (name) => ({ name, bytes: readFileSync(join(folder, name)) });
const { problem } = readProblem({
  accounts: file('accounts.csv'),
  reps: file('reps.csv'),
  rules: file('rules.csv'),
  distances: undefined,
  bare: false,
  map: [],
  assembly: { asOf: 20468, weights: new Map(), shareBy: undefined, potentialCap: true },
});
const { program } = programOf(problem);
const judge = (placement) =>
  placement === undefined ? { objective: null } : evaluate(layOut(program), placement);

const started = performance.now();
let answer = {};
if (rival === 'snake') answer = judge(snakeDraft(program));
else if (rival === 'highs') {
  const { default: load } = await import('highs');
  const highs = await load();
  const result = highs.solve(mipText(program, placementCost), {
    time_limit: Number(seconds),
    output_flag: false,
  });
  const placement = placementOf(program, (name) => result.Columns[name]?.Primal);
  answer = {
    ...judge(placement),
    status: result.Status,
    reported: result.ObjectiveValue / costScale,
  };
} else {
  const { relaxedModel } = await dist('solver/lp/models.js');
  const { DualFunction } = await dist('solver/dual-function.js');
  const { allEligible } = await dist('solver/open-reps.js');
  const { solveSmall } = await dist('solver/lp/libraries.js');
  const { model, columnOf } = relaxedModel(
    new DualFunction(layOut(program), allEligible(program)),
    true,
  );
  const result = await solveSmall(model);
  const placement =
    result &&
    placementOf(program, (name) => {
      const [, unit, rep] = name.split('_').map(Number);
      return result.values[columnOf(unit) + program.sets[program.setOf[unit]].indexOf(rep)];
    });
  answer = judge(placement);
}
console.log(JSON.stringify({ ...answer, seconds: (performance.now() - started) / 1000 }));
