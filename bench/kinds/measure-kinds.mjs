import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureCarve } from '../carve-runs.mjs';
import { amount, missed } from '../printed-tables.mjs';
import { runRival } from '../rival-queue.mjs';
import { makeKind } from './make-kind.mjs';

/** What a run's seconds are held against: the same size with owners, places and work. */
const located = 'owned-arr-places-workload';

const kinds = [
  'bareids',
  'equal',
  'flatowned',
  'owned-arr',
  'owned-arr-zeros',
  'owned-arr-whales',
  'owned-arr-few-workload',
  'owned-arr-regions',
  'owned-arr-families',
  'owned-segments-limits',
  'owned-arr-capacity',
  'owned-arr-managers-metrics',
  'owned-arr-maxacc',
  'leaver-owned-arr',
  'owned-arr-budget',
  'owned-arr-band',
  'bareids-capacity',
  'owned-arr-places-regions-families-workload',
  'allowned-arr',
  'giant-flatowned',
  'oneowner',
  'generalist-owned',
  'extremecaps-workload',
  'extremes',
  'duplicates-owned',
  'ownsegments-owned-arr',
  'pairs-owned-arr',
  'softpairs-owned-places',
  'percents-owned-arr',
  'prefers-owned-places',
];
const quickKinds = [
  'bareids',
  'flatowned',
  'owned-arr',
  'owned-arr-zeros',
  'owned-arr-whales',
  'owned-segments-limits',
  'owned-arr-capacity',
  'owned-arr-band',
  'allowned-arr',
  'pairs-owned-arr',
];

const sizes = [
  '200x8',
  '500x12',
  '1300x40',
  '600x60',
  '1000x100',
  '3000x60',
  '4000x400',
  '5000x50',
  '20000x100',
  '200x2',
  '5000x2',
];
const quickSizes = ['200x8', '1300x40', '600x60'];

/** HiGHS is tried up to so many pairs of account and rep; larger models do not end, or do not fit. */
const mostPairsOfHighs = { quick: 2_000, whole: 2_000_000 };
/** Slack and gap that are close enough, either of them; and how much longer than the located one a run may take. */
const enough = { slack: 0.001, gap: 0.01 };
const mostTimes = 1.5;
/** Objectives closer than this are the same. */
const tie = 1e-9;

/** carve on each kind of problem at each size, beside the plain reference, today's owners and, where asked, HiGHS. */
export async function measureKinds(tables, work, flags) {
  const print = tables.start('Kinds of problems', 'kinds', [
    'size',
    'kind',
    'objective',
    'bound',
    'slack',
    'gap %',
    'worst deviation %',
    'reference',
    "today's owners",
    'HiGHS',
    'seconds',
    '× located',
    'must rules',
  ]);
  const chosen = flags.kind ?? (flags.quick ? quickKinds : kinds);
  let misses = 0;
  for (const size of flags.only ?? (flags.quick ? quickSizes : sizes)) {
    const [accounts, reps] = size.split('x').map(Number);
    const beside = measureCarve(folderOf(work, { kind: located, accounts, reps }), flags);
    for (const kind of chosen) {
      const folder = folderOf(work, { kind, accounts, reps });
      const carve = measureCarve(folder, flags);
      const { reference, today } = judgeBeside(folder);
      const asked =
        flags.highs &&
        accounts * reps <= (flags.quick ? mostPairsOfHighs.quick : mostPairsOfHighs.whole);
      const highs = asked ? await byHighs(folder, flags) : undefined;
      const figures = { carve, reference, today, highs, times: carve.seconds / beside.seconds };
      const judged = judge(figures);
      if (Object.values(judged).includes(true)) misses += 1;
      print([`${accounts.toLocaleString('en')} × ${reps}`, kind, ...cells(figures, judged)], {
        size,
        kind,
        ...figures,
        missed: judged,
      });
    }
  }
  tables.say(misses === 0 ? 'Nothing is missed' : `${misses} of these rows miss something ✗`);
}

/** A folder with the files of a kind, made where it is not there yet. */
function folderOf(work, { kind, accounts, reps }) {
  const folder = join(work, `${kind}-${accounts}x${reps}`);
  if (existsSync(folder)) return folder;
  mkdirSync(folder);
  for (const [name, text] of Object.entries(makeKind({ kind, accounts, reps }))) {
    if (text !== undefined) writeFileSync(join(folder, `${name}.csv`), text);
  }
  return folder;
}

/** What the plain reference and today's owners are worth. */
function judgeBeside(folder) {
  const script = join(import.meta.dirname, '../reference/judge-folder.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the reference of ${folder} failed: ${stderr}`);
  return JSON.parse(stdout);
}

const byHighs = (folder, { rivalSeconds }) =>
  runRival({ entry: { folder }, rival: 'highs' }, rivalSeconds, Number.POSITIVE_INFINITY);

/** Of each target whether it is missed. */
function judge({ carve, reference, today, times }) {
  const slack = carve.objective - carve.bound;
  const isWorseThan = ({ feasible, objective }) =>
    feasible && (carve.exit !== 0 || carve.objective > objective + tie);
  return {
    must: carve.exit !== 0,
    reference: isWorseThan(reference),
    today: isWorseThan(today),
    bound: carve.exit === 0 && slack > enough.slack && carve.gap > enough.gap,
    time: times > mostTimes,
  };
}

function cells({ carve, reference, today, highs, times }, judged) {
  const { objective, bound, gap, worst, seconds, exit, broken } = carve;
  const proven = bound !== undefined && bound !== null;
  const output = (beside) =>
    `${amount(beside.objective, 5)}${beside.feasible ? '' : ' (breaks rules)'}`;
  return [
    amount(objective, 5),
    proven ? amount(bound, 5) : '–',
    missed(proven ? amount(objective - bound, 5) : '–', judged.bound),
    missed(proven ? amount(100 * gap, 2) : '–', judged.bound),
    amount(worst, 1),
    missed(output(reference), judged.reference),
    missed(output(today), judged.today),
    highs === undefined ? '–' : `${amount(highs.objective, 5)} (${highs.ended})`,
    amount(seconds, 1),
    missed(amount(times, 2), judged.time),
    missed(exit === 0 ? 'kept' : (broken ?? `exit ${exit}`), judged.must),
  ];
}
