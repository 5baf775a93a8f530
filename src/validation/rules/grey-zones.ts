import { AccountState, type Problem } from '../../model/problem.js';
import { cellText, filledColumn, filledNumbers, fold } from '../../model/table.js';
import { accountName } from '../cells.js';
import type { Finding } from '../finding.js';
import type { Inspection } from '../inspection.js';

/**
 * Accounts that fall between the roles: former customers, and customers with
 * something open, for whom no row that gives a role speaks (contract 12.1).
 */
export function greyZones({ problem, drafted }: Inspection): readonly Finding[] {
  const roles = problem?.roles ?? [];
  if (problem === undefined || roles.length === 0 || drafted) return [];
  const { accounts } = problem;
  const whyOf = zoneOf(problem);
  return Array.from(problem.state.keys()).flatMap((account): Finding[] => {
    if (problem.state[account] !== AccountState.planned) return [];
    if (roles.some(({ rowOf }) => rowOf[account] >= 0)) return [];
    const why = whyOf(account);
    if (why === undefined) return [];
    return [
      {
        kind: 'grey-zone',
        severity: 'note',
        file: accounts.file,
        rows: [accounts.rowNumbers[account]],
        facts: { name: accountName(accounts, account), why, roles: roles.map(({ name }) => name) },
      },
    ];
  });
}

/** Types of those who were customers once. */
const former = /^(former|ex|past|previous|lost|churned|inactive)\b.*|\bchurned\b|\bformer\b/;

/** What makes an account one that somebody should speak for; undefined: nothing does. */
function zoneOf({
  accounts,
  arr,
  hasArr,
}: Problem): (account: number) => 'former' | 'open' | undefined {
  const type = filledColumn(accounts, 'type');
  const [open, won] = ['open_pipeline', 'won_amount'].map((name) => filledNumbers(accounts, name));
  return (account) => {
    const kind = fold(cellText(type, account));
    const isCustomer = arr[account] > 0 || kind.startsWith('customer');
    if (isCustomer) return (open?.[account] ?? 0) > 0 ? 'open' : undefined;
    const hasLeft = former.test(kind) || (hasArr && (won?.[account] ?? 0) > 0);
    return hasLeft ? 'former' : undefined;
  };
}
