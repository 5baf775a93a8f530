import { addTo } from '../../model/grouping.js';
import type { Problem } from '../../model/problem.js';
import { cellText } from '../../model/table.js';
import { compareIds } from '../../scoring/rank.js';
import { domainsOf } from './domains.js';

/** Which accounts belong to one another, and who has them. */
export class Relatives {
  readonly #problem: Problem;
  readonly #parentIds: readonly string[];
  readonly #accountOf: ReadonlyMap<string, number>;
  readonly #children = new Map<string, number[]>();
  readonly #domainOf: (account: number) => string;
  readonly #byDomain = new Map<string, number>();
  /** The rep of every account, whatever its state. */
  readonly holder: Int32Array;

  /** @param fresh the accounts to be given out: of no other domain than theirs is anything asked. */
  constructor(problem: Problem, holder: Int32Array, fresh: readonly number[]) {
    this.#problem = problem;
    this.holder = holder.slice();
    const parents = problem.accounts.columns.get('parent_id');
    this.#parentIds = problem.accountIds.map((_, account) => cellText(parents, account));
    this.#accountOf = new Map(problem.accountIds.map((id, account) => [id, account]));
    this.#parentIds.forEach((id, account) => {
      if (id !== '') addTo(this.#children, id, account);
    });
    const domainOf = domainsOf(problem.accounts);
    const wanted = new Set(fresh.map((account) => domainOf(account, undefined)));
    wanted.delete('');
    this.#domainOf = (account) => domainOf(account, wanted);
    if (wanted.size === 0) return;
    this.holder.forEach((rep, account) => {
      if (rep >= 0) this.#joinDomain(account);
    });
  }

  hold(account: number, rep: number): void {
    this.holder[account] = rep;
    this.#joinDomain(account);
  }

  parentId(account: number): string {
    return this.#parentIds[account];
  }

  parentOf(account: number): number | undefined {
    const parent = this.#accountOf.get(this.#parentIds[account]);
    return parent === account ? undefined : parent;
  }

  /** The child with most potential that somebody has; ties by id. */
  greatestChild(account: number): number | undefined {
    const children = this.#children.get(this.#problem.accountIds[account]) ?? [];
    const held = children.filter((child) => child !== account && this.holder[child] >= 0);
    return held.reduce<number | undefined>(
      (first, child) => (first === undefined || this.#isGreater(child, first) ? child : first),
      undefined,
    );
  }

  domainOf(account: number): string {
    return this.#domainOf(account);
  }

  /** Of the accounts of a domain that somebody has, the one with most potential; ties by id. */
  greatestOfDomain(domain: string): number | undefined {
    return this.#byDomain.get(domain);
  }

  /** All accounts that are linked to this one by parents and children, itself left out. */
  family(account: number): readonly number[] {
    const found = new Set([account]);
    const open = [account];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      const near = [...(this.#children.get(this.#problem.accountIds[one]) ?? [])];
      const id = this.#parentIds[one];
      // Accounts that name one parent are a family, whether or not that is an account itself.
      if (id !== '') near.push(...(this.#children.get(id) ?? []));
      const parent = this.#accountOf.get(id);
      if (parent !== undefined) near.push(parent);
      for (const other of near) {
        if (found.has(other)) continue;
        found.add(other);
        open.push(other);
      }
    }
    found.delete(account);
    return [...found].sort((a, b) => a - b);
  }

  #joinDomain(account: number): void {
    const domain = this.#domainOf(account);
    if (domain === '') return;
    const first = this.#byDomain.get(domain);
    if (first === undefined || this.#isGreater(account, first)) this.#byDomain.set(domain, account);
  }

  #isGreater(account: number, other: number): boolean {
    const { potential, accountIds } = this.#problem;
    const more = potential[account] - potential[other];
    return more > 0 || (more === 0 && compareIds(accountIds[account], accountIds[other]) < 0);
  }
}
