import { differs } from '../../evaluation/diff/compare.js';
import type { Amounts, ChangeKind } from '../../evaluation/diff/types.js';
import { compactNumber } from '../compact-number.js';
import { numberWords } from '../number-words.js';
import { counted } from '../outcome-words.js';
import type { DiffParts } from './parts.js';

/** The comparison in one sentence. */
export function diffVerdict({ a, b, comparison }: DiffParts): string {
  const { accounts, changes, plans, reps } = comparison;
  const both = `${a.name} and ${b.name}`;
  const all = counted(accounts, 'account');
  if (!differs(comparison)) return `${both} are the same: ${all}`;
  if (changes.length > 0) {
    const size =
      changes.length === accounts ? `all ${all}` : `${numberWords(changes.length)} of ${all}`;
    return `${both} differ in ${size}: ${changeWords(a.name, b.name, comparison)}`;
  }
  const rest = [
    ...(reps.length > 0 ? [`the figures of ${counted(reps.length, 'rep')}`] : []),
    ...(plans === undefined
      ? []
      : [
          ...some(plans.figures.length, 'headline figure'),
          ...some(plans.rules.length, 'rule'),
          ...some(plans.inputs.length, 'input'),
          ...some(plans.options.length, 'option'),
        ]),
  ];
  const differ = reps.length === 0 && rest.length === 1 && /^1 /.test(rest[0]);
  return `${both} give each of ${all} to the same rep; ${listed(rest)} ${differ ? 'differs' : 'differ'}`;
}

function some(count: number, one: string): string[] {
  return count === 0 ? [] : [counted(count, one)];
}

/** "one, two and three". */
export function listed(words: readonly string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** "12.3k potential, 1.2M ARR move"; where not all accounts change hands, how many do and what the others do. */
function changeWords(a: string, b: string, { changes, moved }: DiffParts['comparison']): string {
  const size = amountWords(moved);
  if (moved.accounts === changes.length) {
    return size === ''
      ? changes.length === 1
        ? 'it changes hands'
        : 'they change hands'
      : `${size} move`;
  }
  const count = (kind: ChangeKind): number => changes.filter((one) => one.kind === kind).length;
  const groups: readonly (readonly [number, string])[] = [
    [count('appeared'), `only in ${b}`],
    [count('vanished'), `only in ${a}`],
    [count('excluded'), `excluded in ${b} alone`],
    [count('included'), `excluded in ${a} alone`],
  ];
  return [
    ...(moved.accounts > 0
      ? [`${numberWords(moved.accounts)} change hands${size === '' ? '' : ` (${size})`}`]
      : []),
    ...groups.flatMap(([many, what]) => (many > 0 ? [`${numberWords(many)} ${what}`] : [])),
  ].join(', ');
}

/** "12.3k potential, 1.2M ARR"; empty where neither is known. */
export function amountWords({ potential, arr }: Amounts): string {
  return [
    ...(potential === undefined ? [] : [`${compactNumber(potential)} potential`]),
    ...(arr === undefined ? [] : [`${compactNumber(arr)} ARR`]),
  ].join(', ');
}
