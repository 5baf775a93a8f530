import type { Problem } from '../model/problem.js';

/** Amounts that are added up, in one currency or not at all; those of linked files have no cells of their own. */
const inOneCurrency: ReadonlySet<string> = new Set(['arr', 'open_pipeline', 'won_amount']);

/** The currency that an amount of the accounts is in; undefined where nothing tells. */
export function currencyOf(
  { accounts, currency }: Pick<Problem, 'accounts' | 'currency'>,
  column: string,
): string | undefined {
  const found = accounts.columns.get(column);
  const own = found?.kind === 'number' ? found.currency : undefined;
  return own ?? (inOneCurrency.has(column) ? currency : undefined);
}
