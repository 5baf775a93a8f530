import type { Linked } from '../../inputs/opportunities/join.js';
import { AccountState, type Problem } from '../../model/problem.js';
import type {
  Loser,
  RoutedAccount,
  RouteStep,
  Routing,
  UnroutedAccount,
} from '../../model/routing.js';
import { compareIds } from '../../scoring/rank.js';
import { Book } from './book.js';
import { Candidates } from './candidates.js';
import { type Claims, settle } from './claims.js';
import { completedActivities, openOpportunities } from './records.js';
import { Relatives } from './relatives.js';
import { type Lookout, takeStep } from './steps.js';

/** What is to be given out, and how. */
export interface RoutingTask {
  /** PLAN's accounts and the new ones together, owned as planned. */
  readonly problem: Problem;
  readonly linked: Linked | undefined;
  /** The accounts to give out, in any order. */
  readonly fresh: readonly number[];
  /** The steps to take, in this order. */
  readonly steps: readonly RouteStep[];
  /** By account. */
  readonly claims: Claims;
}

/**
 * Gives new accounts to reps one by one, greatest potential first, each by the
 * first step that finds a rep (contract 8.2); disputes over accounts of the
 * plan are settled before. Nothing else changes hands.
 */
export function route({ problem, linked, fresh, steps, claims }: RoutingTask): Routing {
  const isFresh = new Uint8Array(problem.accountCount);
  for (const account of fresh) isFresh[account] = 1;
  const held = problem.owner.map((rep, account) => (isFresh[account] === 1 ? -1 : rep));
  const book = new Book(problem, held);
  const candidates = new Candidates(problem, book);
  const relatives = new Relatives(problem, held, fresh);
  const deals = openOpportunities(linked);
  const touches = completedActivities(linked, problem.reps);
  const lookout: Lookout = { problem, candidates, relatives, deals };
  const order = byPotential(problem);
  const losers: Loser[] = [];
  const changed: number[] = [];
  const give = (account: number, rep: number): void => {
    book.place(account, rep);
    relatives.hold(account, rep);
  };
  const dispute = (account: number): number | undefined => {
    const contested = claims.get(account);
    if (contested === undefined) return undefined;
    const settled = settle({ ...lookout, touches }, account, contested);
    losers.push(...settled.losers);
    return settled.winner;
  };

  const contested = [...claims.keys()].filter((account) => isFresh[account] === 0).sort(order);
  for (const account of contested) {
    const winner = dispute(account);
    if (winner === undefined || winner < 0 || winner === relatives.holder[account]) continue;
    give(account, winner);
    changed.push(account);
  }

  const routed: RoutedAccount[] = [];
  const unrouted: UnroutedAccount[] = [];
  for (const account of [...fresh].sort(order)) {
    const state = problem.state[account];
    if (state !== AccountState.planned) {
      const word = state === AccountState.excluded ? 'excluded' : 'released';
      const miss = { kind: 'not planned', state: word, row: problem.stateRow[account] } as const;
      unrouted.push({ account, tried: [{ step: 'rules', miss }] });
      continue;
    }
    const allowed = candidates.allowed(account);
    const prices = candidates.prices(account, allowed);
    const hand = (rep: number, found: Pick<RoutedAccount, 'step' | 'ground'>): void => {
      const others = allowed.filter((one) => one !== rep);
      const next = candidates.cheapest(account, others, prices);
      const price = prices.get(rep) ?? book.price(account, rep);
      const cost = next === undefined ? 0 : (prices.get(next) ?? 0) - price;
      routed.push({
        account,
        rep,
        ...found,
        next: next === undefined ? undefined : { rep: next, cost },
      });
      give(account, rep);
    };
    const winner = dispute(account);
    if (winner !== undefined) {
      const claimants = claims.get(account)?.length ?? 0;
      if (winner >= 0) hand(winner, { step: 'claim', ground: { kind: 'claim', claimants } });
      else unrouted.push({ account, tried: [{ step: 'claim', miss: { kind: 'no claimant' } }] });
      continue;
    }
    const tried: UnroutedAccount['tried'][number][] = [];
    let isGiven = false;
    for (const step of steps) {
      const taken = takeStep(step, lookout, { account, allowed, prices });
      if (taken.miss !== undefined) {
        tried.push({ step, miss: taken.miss });
        continue;
      }
      hand(taken.rep, { step, ground: taken.ground });
      isGiven = true;
      break;
    }
    if (!isGiven) unrouted.push({ account, tried });
  }
  return { routed, unrouted, losers, changed, assignment: relatives.holder };
}

/** Greatest potential first, then by id. */
function byPotential({ potential, accountIds }: Problem): (a: number, b: number) => number {
  return (a, b) => potential[b] - potential[a] || compareIds(accountIds[a], accountIds[b]);
}
