import type { Problem } from '../../model/problem.js';
import type { Ground, Miss, RouteStep } from '../../model/routing.js';
import type { Candidates } from './candidates.js';
import type { RecordsOf } from './records.js';
import type { Relatives } from './relatives.js';

/** What the steps look at. */
export interface Lookout {
  readonly problem: Problem;
  readonly candidates: Candidates;
  readonly relatives: Relatives;
  readonly deals: RecordsOf;
}

/** An account to be given out: who may have it now, and at what price. */
export interface Offer {
  readonly account: number;
  readonly allowed: readonly number[];
  readonly prices: ReadonlyMap<number, number>;
}

/** What a step comes to. */
export type Taken =
  | { readonly rep: number; readonly ground: Ground; readonly miss?: undefined }
  | { readonly rep?: undefined; readonly miss: Miss };

/** The rep whom a step gives an account to, or why it gives it to nobody. */
export function takeStep(step: RouteStep, lookout: Lookout, offer: Offer): Taken {
  switch (step) {
    case 'parent':
      return byParent(lookout, offer);
    case 'domain':
      return byDomain(lookout, offer);
    case 'deal':
      return byDeal(lookout, offer);
    case 'assign':
      return byAssignRow(lookout, offer);
    case 'fair':
      return byLeastCost(lookout, offer, offer.allowed);
  }
}

function byParent(lookout: Lookout, offer: Offer): Taken {
  const { relatives } = lookout;
  const { account } = offer;
  const parent = relatives.parentOf(account);
  if (parent !== undefined)
    return withOther(lookout, offer, parent, { kind: 'parent', other: parent });
  const child = relatives.greatestChild(account);
  if (child !== undefined) return withOther(lookout, offer, child, { kind: 'child', other: child });
  const id = relatives.parentId(account);
  return { miss: id === '' ? { kind: 'nothing' } : { kind: 'unknown parent', id } };
}

function byDomain(lookout: Lookout, offer: Offer): Taken {
  const { relatives } = lookout;
  const domain = relatives.domainOf(offer.account);
  const other = domain === '' ? undefined : relatives.greatestOfDomain(domain);
  if (other === undefined) return { miss: { kind: 'nothing' } };
  return withOther(lookout, offer, other, { kind: 'domain', other, domain });
}

function byDeal({ candidates, deals }: Lookout, offer: Offer): Taken {
  const [first] = deals(offer.account);
  if (first === undefined) return { miss: { kind: 'nothing' } };
  const { rep, owner, id, day } = first;
  if (rep < 0) return { miss: { kind: 'stranger', owner } };
  return allowedOrBarred(candidates, offer, rep, { kind: 'deal', id, day });
}

function byAssignRow(lookout: Lookout, offer: Offer): Taken {
  const { problem } = lookout;
  const { account, allowed } = offer;
  const row = firstAssignRow(problem, account);
  if (row === undefined) return { miss: { kind: 'nothing' } };
  const named = allowed.filter((rep) => row.mask[rep] === 1);
  const taken = byLeastCost(lookout, { account, allowed: named, prices: offer.prices }, named);
  if (taken.rep === undefined) return taken;
  return { rep: taken.rep, ground: { kind: 'assign', row: row.row } };
}

/** The first assign row that applies to an account, and whom it names; undefined where none does. */
export function firstAssignRow(
  { placements }: Problem,
  account: number,
): { readonly row: number; readonly mask: Uint8Array } | undefined {
  for (const { rule, row, setOf, sets } of placements) {
    if (rule === 'assign' && typeof row === 'number' && setOf[account] >= 0)
      return { row, mask: sets[setOf[account]].mask };
  }
  return undefined;
}

function byLeastCost(
  { candidates }: Lookout,
  { account, prices }: Offer,
  reps: readonly number[],
): Taken {
  const rep = candidates.cheapest(account, reps, prices);
  if (rep === undefined) return { miss: whyNobody(candidates, account) };
  const others = reps.filter((one) => one !== rep);
  const next = candidates.cheapest(account, others, prices);
  const term = next === undefined ? undefined : candidates.book.decidingTerm(account, rep, next);
  return { rep, ground: { kind: 'fair', term, isTie: next !== undefined && term === undefined } };
}

function whyNobody(candidates: Candidates, account: number): Miss {
  const eligible = candidates.eligible(account);
  if (eligible.length === 0) return { kind: 'nobody may' };
  const rows = new Set(eligible.flatMap((rep) => candidates.book.breaks(account, rep)));
  return rows.size === 0 ? { kind: 'nobody may' } : { kind: 'all would break', rows: [...rows] };
}

function withOther(
  { candidates, relatives }: Lookout,
  offer: Offer,
  other: number,
  ground: Ground,
): Taken {
  const rep = relatives.holder[other];
  if (rep < 0) return { miss: { kind: 'with nobody', other } };
  return allowedOrBarred(candidates, offer, rep, ground);
}

function allowedOrBarred(
  candidates: Candidates,
  { account, allowed }: Offer,
  rep: number,
  ground: Ground,
): Taken {
  if (allowed.includes(rep)) return { rep, ground };
  const barrier = candidates.barrier(account, rep) ?? { kind: 'not live' };
  return { miss: { kind: 'barred', rep, barrier } };
}
