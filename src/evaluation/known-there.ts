import { strengthAt } from '../measures/known.js';
import { inCurrency } from '../model/currency.js';
import type { OwnedRecords, Problem } from '../model/problem.js';
import type { AccountIndex, RepIndex } from '../model/units.js';
import { knownParts } from '../scoring/relationship.js';

/** What is known of one rep at an account, or of somebody who is no rep. */
export interface KnownRep {
  readonly rep: RepIndex;
  /** r_ij */
  readonly strength: number;
  /** Undefined where strengths are of a file. */
  readonly records: PartsKnown | undefined;
}

/** Amount won, open pipeline, and activities completed within a year. */
export interface PartsKnown {
  readonly won: number;
  readonly open: number;
  readonly touches: number;
}

/** Every rep who is known at an account, the best known first. */
export function knownAt(problem: Problem, account: AccountIndex): readonly KnownRep[] {
  const { relationship } = problem;
  if (relationship === undefined) return [];
  const { start, rep, strength, given, records } = relationship;
  const known: KnownRep[] = [];
  for (let entry = start[account]; entry < start[account + 1]; entry++) {
    known.push({
      rep: rep[entry],
      strength: strength[entry],
      records: given || records === undefined ? undefined : partsOf(records, account, rep[entry]),
    });
  }
  return known.sort((a, b) => b.strength - a.strength || a.rep - b.rep);
}

/**
 * What speaks for a rep at an account, in words: "Rosie has won 5,640 here, Kami
 * nothing". Undefined where no more is known of the rep than of the other (-1:
 * than of anyone who may have it), and where it counts for nothing.
 */
export function knownThere(
  problem: Problem,
  account: AccountIndex,
  rep: RepIndex,
  other: RepIndex,
): string | undefined {
  const { relationship, relationshipWeight, repNames, currency } = problem;
  if (relationship === undefined || !(relationship.divisor > 0) || relationshipWeight === 0)
    return undefined;
  const own = strengthAt(relationship, account, rep);
  const others = other < 0 ? 0 : strengthAt(relationship, account, other);
  const isBest = own >= relationship.best[account];
  if (own === 0 || own <= others || (other < 0 && !isBest)) return undefined;
  const name = repNames[rep];
  const second = other < 0 ? undefined : repNames[other];
  if (relationship.given || relationship.records === undefined) {
    const beside = second === undefined ? '' : `, ${second}'s ${Number(others.toFixed(2))}`;
    return `${name}'s relationship here is ${Number(own.toFixed(2))} of 1${beside}`;
  }
  const [mine, theirs] = [rep, other].map((one) => partsIn(relationship.records, account, one));
  const part = decidingPart(relationship.records, account, mine, theirs);
  const less = part === 'touches' ? amountWords(theirs[part]) : moneyIn(theirs[part], currency);
  const nothing = part === 'won' ? 'nothing' : 'none';
  const beside = second === undefined ? '' : `, ${second} ${theirs[part] > 0 ? less : nothing}`;
  return `${name} ${partWords[part](mine[part], currency)}${beside}`;
}

/**
 * What is known of whoever gets an account, where its former owner is known there as well or
 * better: "James has won 29,888 here too". Undefined where it is nothing, or all that speaks for
 * the rep is told by `knownThere`.
 */
export function alsoKnownThere(
  problem: Problem,
  account: AccountIndex,
  rep: RepIndex,
  owner: RepIndex,
): string | undefined {
  const { relationship, relationshipWeight, repNames, currency } = problem;
  if (relationship === undefined || relationshipWeight === 0) return undefined;
  const own = strengthAt(relationship, account, rep);
  if (own === 0 || own > strengthAt(relationship, account, owner)) return undefined;
  const { given, records } = relationship;
  if (given || records === undefined) {
    return `${repNames[rep]}'s relationship here is ${Number(own.toFixed(2))} of 1`;
  }
  const mine = partsIn(records, account, rep);
  const part = decidingPart(records, account, mine, nothingKnown);
  return `${repNames[rep]} ${partWords[part](mine[part], currency)} too`;
}

/** Who is best known at an account of those known there better than the rep who gets it, its former owner aside. */
export function betterKnown(
  { relationship, relationshipWeight, repSets, eligible, takes }: Problem,
  account: AccountIndex,
  rep: RepIndex,
  owner: RepIndex,
): RepIndex | undefined {
  if (relationship === undefined || !(relationship.divisor > 0) || relationshipWeight === 0)
    return undefined;
  const { start, rep: reps, strength } = relationship;
  const { mask } = repSets[eligible[account]];
  let [best, most] = [-1, strengthAt(relationship, account, rep)];
  for (let entry = start[account]; entry < start[account + 1]; entry++) {
    const other = reps[entry];
    if (other < 0 || other === owner || mask[other] === 0 || takes[other] === 0) continue;
    if (strength[entry] > most) [best, most] = [other, strength[entry]];
  }
  return best < 0 ? undefined : best;
}

const partWords: Readonly<
  Record<keyof PartsKnown, (amount: number, currency: string | undefined) => string>
> = {
  won: (amount, currency) => `has won ${moneyIn(amount, currency)} here`,
  open: (amount, currency) => `has ${moneyIn(amount, currency)} of open pipeline here`,
  touches: (count) => `had ${count} ${count === 1 ? 'activity' : 'activities'} here within a year`,
};

const nothingKnown: PartsKnown = { won: 0, open: 0, touches: 0 };

function partsIn(records: OwnedRecords | undefined, account: number, rep: number): PartsKnown {
  return records === undefined || rep < 0 ? nothingKnown : partsOf(records, account, rep);
}

function partsOf({ start, owner, ...amounts }: OwnedRecords, account: number, rep: number) {
  for (let entry = start[account]; entry < start[account + 1]; entry++) {
    if (owner[entry] !== rep) continue;
    const { won, open, touches } = amounts;
    return { won: won[entry], open: open[entry], touches: touches[entry] };
  }
  return nothingKnown;
}

/** The part in which one has most more than the other, by what it weighs. */
function decidingPart(
  records: OwnedRecords,
  account: number,
  mine: PartsKnown,
  theirs: PartsKnown,
): keyof PartsKnown {
  let [deciding, most]: [keyof PartsKnown, number] = ['won', 0];
  for (const { of, weight } of knownParts) {
    let whole = 0;
    for (let entry = records.start[account]; entry < records.start[account + 1]; entry++)
      whole += records[of][entry];
    const more = whole > 0 ? (weight * (mine[of] - theirs[of])) / whole : 0;
    if (more > most) [deciding, most] = [of, more];
  }
  return deciding;
}

function moneyIn(amount: number, currency: string | undefined): string {
  return inCurrency(amountWords(amount), currency);
}

/** 5,640; below 10 with a decimal where there is one. */
function amountWords(amount: number): string {
  const digits = amount < 10 ? String(Number(amount.toFixed(1))) : amount.toFixed(0);
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
