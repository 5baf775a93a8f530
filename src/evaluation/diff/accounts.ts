import { byText, nothing, withAccount } from './amounts.js';
import type { AccountChange, Amounts, ChangeKind, Flow, HeldAccount, Holdings } from './types.js';

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
export function changesHands({ kind }: Pick<AccountChange, 'kind'>): boolean {
  return kind === 'moved' || kind === 'assigned' || kind === 'unassigned';
}

/** What goes from whom to whom, by potential, the greatest first; ties by accounts, then by rep_id. */
export function flowsOf(changes: readonly AccountChange[]): Flow[] {
  const flows = new Map<string, Map<string, Flow>>();
  for (const change of changes) {
    if (!changesHands(change)) continue;
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
  return changes.filter(changesHands).reduce(withAccount, nothing);
}
