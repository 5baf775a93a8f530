import type {
  AccountChange,
  Amounts,
  ChangeKind,
  Flow,
  HeldAccount,
  Holdings,
  RoleChange,
} from './types.js';

/** A sum of what is known; undefined where nothing is. */
export function plus(sum: number | undefined, amount: number | undefined): number | undefined {
  return amount === undefined ? sum : (sum ?? 0) + amount;
}

export const nothing: Amounts = { accounts: 0, potential: undefined, arr: undefined };

/** The same with one account more. */
export function withAccount(
  amounts: Amounts,
  account: Pick<AccountChange, 'potential' | 'arr'>,
): Amounts {
  return {
    accounts: amounts.accounts + 1,
    potential: plus(amounts.potential, account.potential),
    arr: plus(amounts.arr, account.arr),
  };
}

/** Text in the order of its UTF-16 units, the same in every locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sums in another order differ in their last bits; within a must bound's tolerance (1e-9) they are the same. */
export function sameAmount(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/**
 * Every account that is not the same on both sides. Applied to A (vanished ones
 * taken out, the others given to their `to`), the changes give B.
 */
export function accountChanges(a: Holdings, b: Holdings): AccountChange[] {
  const changes: AccountChange[] = [];
  const add = (account: string, was: HeldAccount | undefined, is: HeldAccount | undefined) => {
    const kind = kindOf(was, is);
    if (kind === undefined) return;
    changes.push({
      account,
      name: is?.name || was?.name || '',
      from: was?.rep ?? '',
      to: is?.rep ?? '',
      kind,
      potential: is?.potential ?? was?.potential,
      arr: is?.arr ?? was?.arr,
    });
  };
  for (const [account, was] of a.accounts) add(account, was, b.accounts.get(account));
  for (const [account, is] of b.accounts) {
    if (!a.accounts.has(account)) add(account, undefined, is);
  }
  return changes;
}

/** Every holder of a role who is another, of accounts on both sides, where both tell of the role. */
export function roleChanges(a: Holdings, b: Holdings): RoleChange[] {
  return [...a.accounts].flatMap(([account, was]) => {
    const is = b.accounts.get(account);
    return [...(was.roles ?? [])].flatMap(([role, from]): RoleChange[] => {
      const to = is?.roles?.get(role);
      return to === undefined || to === from
        ? []
        : [{ account, name: is?.name || was.name, role, from, to }];
    });
  });
}

/** The roles that a side tells of. */
export function rolesTold({ accounts }: Holdings): readonly string[] {
  const [first] = accounts.values();
  return [...(first?.roles?.keys() ?? [])];
}

function kindOf(was: HeldAccount | undefined, is: HeldAccount | undefined): ChangeKind | undefined {
  if (was === undefined) return 'appeared';
  if (is === undefined) return 'vanished';
  if (was.rep !== is.rep) {
    if (was.rep === '') return 'assigned';
    return is.rep === '' ? 'unassigned' : 'moved';
  }
  if (was.excluded === undefined || is.excluded === undefined) return undefined;
  if (was.excluded === is.excluded) return undefined;
  return is.excluded ? 'excluded' : 'included';
}

/** Whether the account is on both sides and goes from one hand to another. */
function changesOwner({ kind }: Pick<AccountChange, 'kind'>): boolean {
  return kind === 'moved' || kind === 'assigned' || kind === 'unassigned';
}

/** What goes from whom to whom, by potential, the greatest first; ties by accounts, then by rep_id. */
export function flowsOf(changes: readonly AccountChange[]): Flow[] {
  const flows = new Map<string, Map<string, Flow>>();
  for (const change of changes) {
    if (!changesOwner(change)) continue;
    const { from, to } = change;
    const ofRep = flows.get(from) ?? new Map<string, Flow>();
    flows.set(from, ofRep);
    ofRep.set(to, { from, to, ...withAccount(ofRep.get(to) ?? nothing, change) });
  }
  return [...flows.values()]
    .flatMap((ofRep) => [...ofRep.values()])
    .sort(
      (x, y) =>
        (y.potential ?? 0) - (x.potential ?? 0) ||
        y.accounts - x.accounts ||
        byText(x.from, y.from) ||
        byText(x.to, y.to),
    );
}

/** All that goes from hand to hand. */
export function movedOf(changes: readonly AccountChange[]): Amounts {
  return changes.filter(changesOwner).reduce(withAccount, nothing);
}
