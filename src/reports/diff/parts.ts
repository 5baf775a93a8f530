import { differs } from '../../evaluation/diff/compare.js';
import type { Amounts, ChangeKind, Comparison, Side } from '../../evaluation/diff/types.js';
import { groupBy } from '../../model/grouping.js';
import { compactNumber, numberWords } from '../document/numbers.js';
import { andList, counted } from '../document/words.js';

/** The comparison in one sentence. */
export function diffVerdict({ a, b, comparison }: DiffParts): string {
  const { accounts, changes, plans, reps, roles } = comparison;
  const held = [...groupBy(roles, ({ role }) => role)].map(
    ([role, those]) => `the holders of ${role} at ${counted(those.length, 'account')}`,
  );
  const both = `${a.name} and ${b.name}`;
  const all = counted(accounts, 'account');
  if (!differs(comparison)) return `${both} are the same: ${all}`;
  if (changes.length > 0) {
    const size =
      changes.length === accounts ? `all ${all}` : `${numberWords(changes.length)} of ${all}`;
    return `${both} differ in ${size}: ${changeWords(a.name, b.name, comparison)}${held.length === 0 ? '' : `; ${andList(held)} differ`}`;
  }
  const rest = [
    ...held,
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
  return `${both} give each of ${all} to the same rep; ${andList(rest)} ${differ ? 'differs' : 'differ'}`;
}

function some(count: number, one: string): string[] {
  return count === 0 ? [] : [counted(count, one)];
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

/** What a comparison is told by. */
export const diffViews = ['rep', 'account', 'rule'] as const;
export type DiffView = (typeof diffViews)[number];

/** One side with the name that the user gave it. */
export interface NamedSide {
  readonly name: string;
  readonly side: Side;
}

/** Two sides and what differs between them. */
export interface DiffParts {
  readonly a: NamedSide;
  readonly b: NamedSide;
  readonly comparison: Comparison;
}

/** A rep's name by the first side that knows one; empty where none does. */
export function knownName(rep: string, ...sides: readonly NamedSide[]): string {
  for (const { side } of sides) {
    const name = side.holdings.repNames.get(rep);
    if (name !== undefined) return name;
  }
  return '';
}

/** What to call whoever has an account: the name, else the id; '' is nobody. */
export function holderName(rep: string, ...sides: readonly NamedSide[]): string {
  return rep === '' ? 'nobody' : knownName(rep, ...sides) || rep;
}
