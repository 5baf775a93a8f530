/** The order of rows in accounts, reps and linked files changes nothing but the order of rows in the outputs (contract 5). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeKind, words } from '../../bench/kinds/make-kind.mjs';
import { Random } from '../../src/model/random.js';
import { makePlan } from '../../src/planning/plan.js';
import { planFiles } from '../../src/planning/plan-files.js';
import { plainOptions } from '../reports/plan-options.js';
import { type KindOfProblem, type KindTexts, randomKind, readTexts } from './random-kinds.js';

/** Problems of each word. */
const each = Math.ceil(Number(process.env.CARVE_SEEDS ?? 40) / 50);

/** The same file with its rows in another order. */
function shuffled(csv: string, random: Random): string {
  const [header, ...rows] = csv.trimEnd().split('\n');
  for (let last = rows.length - 1; last > 0; last--) {
    const at = random.below(last + 1);
    [rows[at], rows[last]] = [rows[last], rows[at]];
  }
  return `${[header, ...rows].join('\n')}\n`;
}

/** Opportunities and activities of a problem's accounts, with amounts whose sums round. */
function linkedTexts(accounts: number, random: Random) {
  const account = (): string => `A${String(1 + random.below(accounts)).padStart(7, '0')}`;
  const date = (): string => `2025-${10 + random.below(3)}-${10 + random.below(20)}`;
  const stages = ['Prospecting', 'Negotiation/Review', 'Closed Won', 'Closed Lost'];
  const rows = (line: () => string): string[] => Array.from({ length: 4 * accounts }, line);
  const deals = rows(() =>
    [account(), stages[random.below(4)], (1000 * random.fraction()).toFixed(2), date()].join(','),
  );
  const touches = rows(() => [account(), date()].join(','));
  return {
    opportunities: `account_id,stage,amount,close_date\n${deals.join('\n')}\n`,
    activities: `account_id,date\n${touches.join('\n')}\n`,
  };
}

/** A folder's files with their rows sorted, without what names rows of the inputs. */
async function sortedFiles(texts: KindTexts): Promise<Map<string, string>> {
  const problem = readTexts(texts);
  const plan = await makePlan(problem, {
    seed: 1,
    effort: 'quick',
    threads: 1,
    timeLimit: undefined,
    now: () => 0,
  });
  const entry = { path: 'same', sha256: 'same', rows: 0 };
  const files = planFiles({
    plan,
    version: '0',
    inputs: { accounts: entry, reps: entry },
    options: plainOptions,
    assumptions: problem.assumptions,
  });
  // A family is named by its account that comes first in the file.
  const hasSameNames = problem.mustFamilies.length === 0;
  return new Map(
    [...files]
      .filter(([name]) => name !== 'certificate.json' || hasSameNames)
      .map(([name, text]) => [
        name,
        name.endsWith('.csv') ? text.split('\n').sort().join('\n') : comparable(text),
      ]),
  );
}

/** JSON without what names rows of the inputs or hashes them, what is told row by row sorted. */
function comparable(text: string): string {
  const isUnlike = (key: string): boolean => key === 'sha256' || key === 'files';
  const withoutRows = text.replace(/(accounts|reps)\.csv:\d+/g, '$1.csv');
  return JSON.stringify(JSON.parse(withoutRows), (key, value) => {
    if (isUnlike(key)) return undefined;
    return key === 'rules' ? value.map((one: unknown) => JSON.stringify(one)).sort() : value;
  });
}

it('plans alike whatever the order of opportunities and activities', async () => {
  for (let seed = 1; seed <= 4; seed++) {
    const random = new Random(seed, 4);
    const kind = { kind: 'owned', accounts: 12, reps: 3, seed };
    const texts = { ...makeKind(kind), ...linkedTexts(kind.accounts, random) };
    const other = {
      ...texts,
      opportunities: shuffled(texts.opportunities, random),
      activities: shuffled(texts.activities, random),
    };
    expect(await sortedFiles(other), `seed ${seed}`).toEqual(await sortedFiles(texts));
  }
});

it('plans the S&P 500 to the same owners whatever the order of its rows', async () => {
  const folder = join(import.meta.dirname, '../../fixtures/sp500');
  const [accounts, reps, rules] = ['accounts', 'reps', 'rules'].map((name) =>
    readFileSync(join(folder, `${name}.csv`), 'utf8'),
  );
  const random = new Random(1, 5);
  const other = { accounts: shuffled(accounts, random), reps: shuffled(reps, random), rules };
  expect(await sortedFiles(other)).toEqual(await sortedFiles({ accounts, reps, rules }));
});

const kinds: KindOfProblem[] = Object.keys(words).flatMap((word, at) =>
  Array.from({ length: each }, (_, index) => {
    const random = randomKind(1000 * at + index);
    const has = random.kind.split('-');
    return has.includes(word) ? random : { ...random, kind: `${random.kind}-${word}` };
  }),
);

it(
  `plans alike whatever the order of the rows: ${kinds.length} problems`,
  async () => {
    for (const kind of kinds) {
      const texts = makeKind(kind);
      const random = new Random(kind.seed, 3);
      const other = {
        ...texts,
        accounts: shuffled(texts.accounts, random),
        reps: shuffled(texts.reps, random),
      };
      const [files, again] = [await sortedFiles(texts), await sortedFiles(other)];
      for (const [name, text] of files)
        expect(
          again.get(name),
          `${kind.kind} ${kind.accounts} × ${kind.reps}, seed ${kind.seed}: ${name}`,
        ).toBe(text);
    }
  },
  60_000 + 5_000 * kinds.length,
);
