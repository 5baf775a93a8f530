import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureCarve } from '../carve-runs.mjs';
import { amount, missed } from '../printed-tables.mjs';
import { runRival } from '../rival-queue.mjs';
import { costOfOne, gapFiles, makeGap, readGap } from './make-gap.mjs';

const made = ['c', 'd', 'e'].flatMap((kind) =>
  [
    [5, 100],
    [10, 100],
    [20, 100],
    [20, 200],
    [20, 400],
  ].map(([agents, jobs]) => ({ kind, agents, jobs })),
);
const quickMade = ['c 5 100', 'd 20 100', 'e 10 100'];

/** What is asked: cost above the optimum, bound below it (both as parts), seconds. */
const asked = { cost: 0.001, bound: 0.003, seconds: 30 };

/** carve on generalised assignment problems: made ones, and those of a folder with their known optima. */
export async function measureGap(tables, work, flags) {
  const print = tables.start('Generalised assignment', 'gap', [
    'instance',
    'agents × jobs',
    'cost',
    'optimum',
    'above it %',
    'bound',
    'below it %',
    'cost above bound %',
    'HiGHS',
    'seconds',
    'capacities',
  ]);
  for (const { name, gap, optimum } of instancesOf(flags)) {
    const folder = join(work, `gap-${name}`);
    mkdirSync(folder);
    const { accounts, reps, rules, distances } = gapFiles(gap);
    for (const [file, text] of Object.entries({ accounts, reps, rules, distances }))
      writeFileSync(join(folder, `${file}.csv`), text);
    const carve = measureCarve(folder, flags);
    const highs = flags.highs ? await byHighs(folder, flags) : undefined;
    const one = costOfOne(gap);
    const [cost, bound] = [carve.objective, carve.bound].map((value) =>
      value === undefined || value === null ? undefined : value * one,
    );
    const figures = {
      cost,
      bound,
      above: optimum === undefined ? undefined : cost / optimum - 1,
      below: optimum === undefined ? undefined : 1 - bound / optimum,
      apart: cost / bound - 1,
    };
    print(cells({ name, gap, optimum, carve, highs, figures, one }), {
      name,
      optimum,
      carve,
      highs,
      ...figures,
    });
  }
}

function instancesOf({ quick, only, gapFolder }) {
  const own = made
    .filter(({ kind, agents, jobs }) => !quick || quickMade.includes(`${kind} ${agents} ${jobs}`))
    .map((one) => ({
      name: `${one.kind}${String(one.agents).padStart(2, '0')}${one.jobs}-made`,
      gap: makeGap(one),
      optimum: undefined,
    }));
  const given = gapFolder === undefined ? [] : givenInstances(gapFolder);
  return [...given, ...own].filter(({ name }) => only === undefined || only.includes(name));
}

/** Every file in the OR-Library's form; optima from `NAME NUMBER` pairs in the folder's SOURCE.txt. */
function givenInstances(folder) {
  const files = readdirSync(folder).sort();
  const source = files.includes('SOURCE.txt')
    ? readFileSync(join(folder, 'SOURCE.txt'), 'utf8')
    : '';
  return files
    .filter((file) => file.endsWith('.txt') && file !== 'SOURCE.txt')
    .map((file) => {
      const name = file.slice(0, -'.txt'.length);
      const found = new RegExp(`\\b${name} (\\d+)`).exec(source)?.[1];
      return {
        name,
        gap: readGap(readFileSync(join(folder, file), 'utf8')),
        optimum: found === undefined ? undefined : Number(found),
      };
    });
}

const byHighs = (folder, { rivalSeconds }) =>
  runRival({ entry: { folder }, rival: 'highs' }, rivalSeconds, Number.POSITIVE_INFINITY);

function cells({ name, gap, optimum, carve, highs, figures, one }) {
  const { cost, bound, above, below, apart } = figures;
  const kept = carve.exit === 0;
  const percent = (part) => amount(part && 100 * part, 2);
  const far = apart > asked.cost + asked.bound;
  return [
    name,
    `${gap.agents} × ${gap.jobs}`,
    amount(cost, 0),
    optimum ?? '–',
    missed(percent(above), above > asked.cost),
    amount(bound, 1),
    missed(percent(below), below > asked.bound),
    missed(percent(apart), optimum === undefined && far),
    highs === undefined
      ? '–'
      : `${amount(highs.objective && highs.objective * one, 0)} (${highs.ended})`,
    missed(amount(carve.seconds, 1), carve.seconds > asked.seconds),
    missed(kept ? 'kept' : (carve.broken ?? `exit ${carve.exit}`), !kept),
  ];
}
