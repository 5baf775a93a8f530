import { inCurrency } from '../model/currency.js';
import type { Problem } from '../model/problem.js';
import type { Column } from './document/blocks.js';
import { withCurrency } from './document/figures.js';
import { compactNumber, signedCompact } from './document/numbers.js';

/** Amounts of money that are told: of accounts, and a rep's quota. */
export type Money = 'arr' | 'open_pipeline' | 'won_amount' | 'quota';

/** What amounts are in; nothing where nothing tells. */
export type Currencies = Readonly<Partial<Record<Money, string | undefined>>>;

/** What is read of a problem for that. */
export type InMoney = Pick<Problem, 'accounts' | 'reps' | 'currency'>;

/** The currency that an amount is in; undefined where nothing tells. Those of linked files have no cells of their own. */
export function currencyOf({ accounts, reps, currency }: InMoney, name: Money): string | undefined {
  const found = (name === 'quota' ? reps : accounts).columns.get(name);
  const own = found?.kind === 'number' ? found.currency : undefined;
  return own ?? currency;
}

/** The same of all of them. */
export function currenciesOf(problem: InMoney): Currencies {
  return {
    arr: currencyOf(problem, 'arr'),
    open_pipeline: currencyOf(problem, 'open_pipeline'),
    won_amount: currencyOf(problem, 'won_amount'),
    quota: currencyOf(problem, 'quota'),
  };
}

/** Money within a sentence or a cell that stands alone: "$2.84M". Columns have it in their title ({@link moneyColumn}). */
export function moneyWords(value: number, currency: string | undefined): string {
  return inCurrency(compactNumber(value), currency);
}

/** The same with a plus before gains: "+$300k". */
export function signedMoney(value: number, currency: string | undefined): string {
  return inCurrency(signedCompact(value), currency);
}

/** An amount of a problem's own, in a sentence. */
export function moneyOf(problem: InMoney, name: Money, value: number): string {
  return moneyWords(value, currencyOf(problem, name));
}

/** What stands before an amount in a currency: "$", "EUR ". */
export function currencyPrefix(currency: string | undefined): string {
  return inCurrency('', currency);
}

/** A column of such amounts, with their currency in its title: "ARR, $". */
export function moneyColumn<C extends Column>(problem: InMoney, name: Money, column: C): C {
  const currency = currencyOf(problem, name);
  return { ...withCurrency(column, currency), prefix: currencyPrefix(currency) };
}
