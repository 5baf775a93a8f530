import { linearRegression } from 'simple-statistics';
import { measureCarve } from './carve-runs.mjs';
import { folderOf, generatedInstance } from './instances.mjs';
import { amount } from './printed-tables.mjs';

/** How time is to grow with accounts n: no faster than n to the power of `most`. */
const series = [
  {
    title: 'Growth at 200 accounts a rep',
    key: 'growthAtConstantAccountsARep',
    sizes: [5000, 10000, 20000, 50000, 100000].map((accounts) => [accounts, accounts / 200]),
    most: 1.3,
  },
  {
    title: 'Growth at 100 reps',
    key: 'growthAtFixedReps',
    sizes: [5000, 10000, 20000, 40000].map((accounts) => [accounts, 100]),
    // Linear, and a tenth for the noise of a machine.
    most: 1.1,
  },
];

/** Times carve on growing instances without rules and fits exponents; `known` are runs already made. */
export function measureGrowth(tables, work, known, flags) {
  const runs = new Map(known.map(({ instance, carve }) => [instance.name, carve]));
  for (const { title, key, most, ...all } of series) {
    const sizes = all.sizes.filter(
      ([accounts, reps]) => flags.only?.includes(`${accounts}x${reps}`) ?? true,
    );
    if (sizes.length < 2) continue;
    const headers = [
      'accounts × reps',
      'seconds',
      'ms an account',
      'exponent of this step',
      'exit',
    ];
    const print = tables.start(title, key, headers);
    const points = [];
    for (const [accounts, reps] of sizes) {
      const instance = generatedInstance({ accounts, reps, rules: 'none' });
      const run = runs.get(instance.name) ?? measureCarve(folderOf(work, instance), flags);
      runs.set(instance.name, run);
      const point = [Math.log(accounts), Math.log(run.seconds)];
      const before = points[points.length - 1];
      const step = before && (point[1] - before[1]) / (point[0] - before[0]);
      if (run.objective !== undefined) points.push(point);
      print(
        [
          `${accounts.toLocaleString('en')} × ${reps}`,
          amount(run.seconds, 1),
          amount((1000 * run.seconds) / accounts, 3),
          amount(step, 2),
          run.exit,
        ],
        { accounts, reps, carve: run, step },
      );
    }
    conclude(tables, { key, most, points, asked: sizes.length });
  }
}

function conclude(tables, { key, most, points, asked }) {
  if (points.length < asked) {
    tables.say(`No exponent: ${asked - points.length} of ${asked} runs gave no plan ✗`);
    return;
  }
  const exponent = linearRegression(points).m;
  const met = exponent <= most;
  const verdict = met ? `at most n^${most}, as asked` : `asked for at most n^${most} ✗`;
  tables.say(`Time grows as n^${exponent.toFixed(2)}: ${verdict}`, `${key}Exponent`, {
    exponent,
    most,
    met,
  });
}
