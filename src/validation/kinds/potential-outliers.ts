import { quantileSorted } from 'simple-statistics';
import { potentialSource } from '../../assembly/potential-source.js';
import { cellText } from '../../model/table.js';
import { accountName } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';

/**
 * Accounts with more potential than any rep who may take them is to have in
 * all, and far out of line besides: where a rep has two accounts, many a sound
 * one is more than a fair share.
 */
export function potentialOutliers({ accounts, problem, rules }: Inspection): readonly Finding[] {
  const balance = problem?.balances.find(
    ({ metric, unfiltered }) => unfiltered && metric === 'potential',
  );
  if (problem === undefined || balance === undefined) return [];
  const greatest = problem.repSets.map(({ reps }) =>
    reps.reduce((most, rep) => Math.max(most, balance.repTarget[rep]), 0),
  );
  const fence = farOut(balance.amounts.filter((_, account) => problem.eligible[account] >= 0));
  const source = potentialSource(accounts, rules);
  const column = 'column' in source ? source.column : undefined;
  return Array.from(balance.amounts.entries()).flatMap(([account, amount]): Finding[] => {
    const set = problem.eligible[account];
    if (set < 0 || greatest[set] === 0 || amount <= Math.max(greatest[set], fence)) return [];
    return [
      {
        kind: 'potential-outlier',
        severity: 'warning',
        file: accounts.file,
        rows: [accounts.rowNumbers[account]],
        column: column?.header,
        value: cellText(column, account),
        facts: {
          name: accountName(accounts, account),
          share: amount / greatest[set],
          target: greatest[set],
        },
      },
    ];
  });
}

/** Tukey's outer fence: three times the middle half's width above it. */
function farOut(amounts: Float64Array): number {
  if (amounts.length === 0) return Number.POSITIVE_INFINITY;
  const sorted = Array.from(amounts).sort((a, b) => a - b);
  const [low, high] = [quantileSorted(sorted, 0.25), quantileSorted(sorted, 0.75)];
  return high + 3 * (high - low);
}
