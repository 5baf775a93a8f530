import type {
  Drift,
  DriftedAccount,
  Driver,
  RepDrift,
} from '../../evaluation/check/drift-types.js';
import type { RepBreach } from '../../evaluation/check/types.js';
import { numberWords, percentsApart } from '../number-words.js';
import { counted } from '../outcome-words.js';
import { namedId } from './account-words.js';

/** "Ann went from 2 % below target to 23 % above target in potential, past the band of 10 %: 3 accounts came (+3,100)". */
export function driftWords(breach: RepBreach, { was, now }: RepDrift): string {
  const sizes = [now.deviation, breach.bound, was?.deviation ?? breach.bound];
  const [size, bound, before] = percentsApart(sizes.map((share) => Math.abs(100 * share)));
  const standing = (text: string, deviation: number): string =>
    text === '0 %' ? 'target' : `${text} ${sideWords(deviation)} target`;
  const from = was === undefined ? 'is' : `went from ${standing(before, was.deviation)} to`;
  const start = `${breach.who} ${from} ${standing(size, now.deviation)} in ${breach.metric}, past the band of ${bound}`;
  const causes = driverCauses(breach.drivers);
  const target =
    was !== undefined && Math.abs(now.target - was.target) > 0.005 * Math.abs(was.target)
      ? [`the target went from ${numberWords(was.target)} to ${numberWords(now.target)}`]
      : [];
  const said = [...causes, ...target];
  return said.length === 0 ? start : `${start}: ${said.join('; ')}`;
}

/** Whether a deviation is above or below. */
export function sideWords(deviation: number): string {
  return deviation < 0 ? 'below' : 'above';
}

const causeWords: Readonly<Record<Driver['cause'], string>> = {
  came: 'came',
  left: 'left',
  new: 'new since',
  gone: 'no longer in the file',
  changed: 'changed in size',
};

function driverCauses(drivers: readonly Driver[]): string[] {
  const causes = [...new Set(drivers.map(({ cause }) => cause))];
  return causes.map((cause) => {
    const those = drivers.filter((driver) => driver.cause === cause);
    const amount = those.reduce((sum, driver) => sum + driver.amount, 0);
    return `${counted(those.length, 'account')} ${causeWords[cause]} (${signed(amount)})`;
  });
}

/** "Acme (001) came from Ann Lee (+120)". */
export function driverWords({ name, id, cause, other, amount }: Driver): string {
  const whom = nobodyOr(other);
  const what =
    cause === 'came'
      ? `came from ${whom}`
      : cause === 'left'
        ? `left, now with ${whom}`
        : causeWords[cause];
  return `${namedId(name, id)} ${what} (${signed(amount)})`;
}

function signed(amount: number): string {
  return `${amount > 0 ? '+' : ''}${numberWords(amount)}`;
}

/** "Acme (001): Ann Lee → Bo Chen (ARR 1,200, potential 30)". */
export function driftedWords(one: DriftedAccount): string {
  const { name, id, change, from, to, arr, potential } = one;
  const what =
    change === 'moved'
      ? `${nobodyOr(from)} → ${nobodyOr(to)}`
      : change === 'new'
        ? `new, with ${nobodyOr(to)}`
        : `gone, was with ${nobodyOr(from)}`;
  const worth = arr === undefined ? '' : `ARR ${numberWords(arr)}, `;
  return `${namedId(name, id)}: ${what} (${worth}potential ${numberWords(potential)})`;
}

function nobodyOr(name: string): string {
  return name === '' ? 'nobody' : name;
}

/** How far accounts are from where the adopted plan put them; empty without one. */
export function driftSaid(drift: Drift | undefined): string {
  if (drift === undefined) return '';
  const { moved, added, gone } = drift;
  if (moved + added + gone === 0) return 'every account is where the plan put it';
  const parts = [
    `${counted(moved, 'account')} ${moved === 1 ? 'is' : 'are'} not where the plan put ${moved === 1 ? 'it' : 'them'}`,
    ...(added > 0 ? [`${numberWords(added)} ${added === 1 ? 'is' : 'are'} new`] : []),
    ...(gone > 0 ? [`${numberWords(gone)} ${gone === 1 ? 'is' : 'are'} gone`] : []),
  ];
  return parts.join(', ');
}
