import type { Amounts } from '../../measures/breach.js';
import type { Assignment } from '../../model/assignment.js';
import type { Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import type { AccountIndex, RepIndex } from '../../model/units.js';
import { compareIds } from '../../scoring/rank.js';
import { holderName } from './held.js';
import type { Baseline, BaselineAccount, DriftedAccount, Driver, Held } from './types.js';

/** What is checked, held against an adopted plan account by account. */
export class SincePlan {
  /** What the plan said of each account. */
  readonly #then: readonly (BaselineAccount | undefined)[];
  /** The rep it gave each account to; -1 for nobody, and for reps who are in the file no more. */
  readonly #thenRep: Int32Array;
  /** Accounts it placed that are in the file no more. */
  readonly #gone: readonly (readonly [string, BaselineAccount])[];

  constructor(
    readonly problem: Problem,
    readonly held: Held,
    readonly assignment: Assignment,
    readonly baseline: Baseline,
  ) {
    const { accountIds, repIds } = problem;
    this.#then = accountIds.map((id) => {
      const then = baseline.accounts.get(id);
      return then?.state === 'excluded' ? undefined : then;
    });
    const repOf = new Map(repIds.map((id, rep) => [id, rep]));
    this.#thenRep = Int32Array.from(this.#then, (then) => repOf.get(then?.repId ?? '') ?? -1);
    const ids = new Set(accountIds);
    this.#gone = [...baseline.accounts].filter(
      ([id, then]) => then.state === 'planned' && !ids.has(id),
    );
  }

  /** Whom the plan gave an account to; empty: nobody. */
  plannedName(account: AccountIndex): string | undefined {
    const then = this.#then[account];
    return then && this.#repName(then.repId);
  }

  /** Every account that changed what some reps hold together, the greatest change first. */
  driversOf(reps: readonly number[], amounts: Amounts): Driver[] {
    const { problem, assignment, held } = this;
    const isMember = new Uint8Array(problem.repCount);
    for (const rep of reps) isMember[rep] = 1;
    const among = (rep: RepIndex): boolean => rep >= 0 && isMember[rep] === 1;
    const drivers: Driver[] = [];
    problem.accountIds.forEach((id, account) => {
      const has = among(assignment[account]);
      const had = among(this.#thenRep[account]);
      if (!has && !had) return;
      const then = this.#then[account];
      const now = has ? amounts.amounts[account] : 0;
      const amount = now - (had && then !== undefined ? amountThen(amounts, then, account) : 0);
      if (amount === 0) return;
      const base = { account, id, name: this.#nameOf(account), amount };
      if (has && had) drivers.push({ ...base, cause: 'changed', other: '' });
      else if (has && then === undefined) drivers.push({ ...base, cause: 'new', other: '' });
      else if (has)
        drivers.push({ ...base, cause: 'came', other: this.plannedName(account) ?? '' });
      else drivers.push({ ...base, cause: 'left', other: holderName(problem, held, account) });
    });
    const ids = new Set(reps.map((rep) => problem.repIds[rep]));
    for (const [id, then] of this.#gone) {
      if (!ids.has(then.repId)) continue;
      const amount = -amountThen(amounts, then, -1);
      if (amount === 0) continue;
      drivers.push({ account: -1, id, name: then.name || id, cause: 'gone', other: '', amount });
    }
    return drivers.sort(
      (a, b) => Math.abs(b.amount) - Math.abs(a.amount) || compareIds(a.id, b.id),
    );
  }

  /** Accounts that are not where the plan put them, by ARR, then potential. */
  drifted(isPlanned: (account: AccountIndex) => boolean): DriftedAccount[] {
    const { problem, held } = this;
    const drifted: DriftedAccount[] = [];
    problem.accountIds.forEach((id, account) => {
      if (!isPlanned(account)) return;
      const then = this.#then[account];
      const rep = held.holder[account];
      const to = holderName(problem, held, account);
      const stays = rep < 0 ? to === '' && then?.repId === '' : then?.repId === problem.repIds[rep];
      if (then !== undefined && stays) return;
      drifted.push({
        account,
        id,
        name: this.#nameOf(account),
        change: then === undefined ? 'new' : 'moved',
        from: then === undefined ? '' : this.#repName(then.repId),
        to,
        arr: problem.hasArr ? problem.arr[account] : undefined,
        potential: problem.potential[account],
      });
    });
    for (const [id, then] of this.#gone) {
      const from = this.#repName(then.repId);
      const { potential } = then.amounts;
      const name = then.name || id;
      const base = { account: -1, id, name, from, to: '', arr: undefined, potential };
      drifted.push({ ...base, change: 'gone' });
    }
    return drifted.sort(
      (a, b) => (b.arr ?? 0) - (a.arr ?? 0) || b.potential - a.potential || compareIds(a.id, b.id),
    );
  }

  #nameOf(account: AccountIndex): string {
    const { accounts, accountIds } = this.problem;
    return cellText(accounts.columns.get('account_name'), account) || accountIds[account];
  }

  #repName(repId: string): string {
    return this.baseline.reps.get(repId)?.name ?? repId;
  }
}

/** An account's amount when the plan was made: a plan folder tells potential and workload; of other metrics, today's stands in. */
function amountThen(
  { metric, amounts, unfiltered }: Amounts,
  then: BaselineAccount,
  account: AccountIndex,
): number {
  if (unfiltered && (metric === 'potential' || metric === 'workload')) return then.amounts[metric];
  if (unfiltered && metric === 'accounts') return 1;
  return account < 0 ? 0 : amounts[account];
}
