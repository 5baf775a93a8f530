import type { Problem } from '../model/problem.js';

/** The currency that an amount of the accounts is in; undefined where neither its cells nor a flag name one. */
export function currencyOf(
  { accounts }: Pick<Problem, 'accounts'>,
  column: string,
): string | undefined {
  const found = accounts.columns.get(column);
  return found?.kind === 'number' ? found.currency : undefined;
}
