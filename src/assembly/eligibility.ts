import { type RepGroups, type RepSet, SettledBy } from '../model/problem.js';
import type { Rule } from '../model/rule.js';
import { definitions } from '../rules/kinds/index.js';
import { RepSetStore } from '../rules/rep-sets.js';
import { compareIds } from '../scoring/rank.js';
import { joinFamilies, Sets } from './families.js';
import type { Settlement } from './precedence.js';
import type { Suitability } from './suitability.js';

export interface EligibilitySources {
  readonly settlement: Settlement;
  /** 1 for live reps who may be given accounts: not those on leave. */
  readonly takes: Uint8Array;
  readonly liveOwner: Int32Array;
  readonly potential: Float64Array;
  readonly accountIds: readonly string[];
  /** Must match and avoid rows with what each says. */
  readonly restrictions: readonly { readonly rule: Rule; readonly suitability: Suitability }[];
  /** 1 for accounts that pass the row's accounts filter. */
  readonly accountsPassing: (rule: Rule) => Uint8Array;
  /** The reps that an assign row names. */
  readonly assignedReps: (row: number) => Uint8Array;
  /** 1 for accounts that may go to anyone for want of a pod; undefined: none. */
  readonly free: Uint8Array | undefined;
  /** Families of each must together row, planned members. */
  readonly families: readonly (readonly Int32Array[])[];
}

export interface Eligibility {
  /** E_i as an index into `sets`, -1 when not planned. */
  readonly eligible: Int32Array;
  readonly sets: readonly RepSet[];
  readonly settled: Uint8Array;
  /** For family members the head, which match and avoid read in their place. */
  readonly readAs: Int32Array;
  readonly mustFamilies: readonly Int32Array[];
  readonly unplaceable: readonly { readonly account: number; readonly rows: readonly number[] }[];
  /** Pool of each rep who takes accounts, by the must match and avoid rows alone. */
  readonly derivedPools: RepGroups;
  /** 1 for accounts that an empty cell left free of a match row, read by the family's head. */
  readonly leftFree: Uint8Array;
}

/** Contract 4 (precedence) and 5: who may take each planned account. */
export function eligibilityOf(sources: EligibilitySources): Eligibility {
  const { settlement, takes, liveOwner } = sources;
  const { planned } = settlement;
  const size = planned.length;
  const store = new RepSetStore();
  const { byRules, staysOnLeave } = restrictedSets(sources, store);

  const readAs = new Int32Array(size);
  for (let account = 0; account < size; account++) readAs[account] = account;
  const settled = settlement.settled.slice();
  const eligible = new Int32Array(size).fill(-1);
  const onLeave = (owner: number): boolean => owner >= 0 && takes[owner] === 0;
  const onlyOwner = (owner: number): number => store.internOne(owner, takes.length);
  const setOfRow = new Map<number, number>();
  const assignedSet = (row: number): number => {
    const known = setOfRow.get(row);
    if (known !== undefined) return known;
    const named = sources.assignedReps(row);
    const index = store.intern(takes.map((open, rep) => open & named[rep]));
    setOfRow.set(row, index);
    return index;
  };
  const mayStay = (account: number): boolean =>
    onLeave(liveOwner[account]) &&
    sources.assignedReps(settlement.settledRow[account])[liveOwner[account]] === 1;

  for (let account = 0; account < size; account++) {
    if (planned[account] === 0) continue;
    if (settled[account] === SettledBy.assign) {
      eligible[account] = mayStay(account)
        ? onlyOwner(liveOwner[account])
        : assignedSet(settlement.settledRow[account]);
    } else if (settled[account] === SettledBy.rules && staysOnLeave[account] === 1) {
      settled[account] = SettledBy.leave;
      eligible[account] = onlyOwner(liveOwner[account]);
    } else if (settled[account] === SettledBy.rules) {
      eligible[account] = byRules[account];
    } else {
      eligible[account] = onlyOwner(liveOwner[account]);
    }
  }

  const mustFamilies: Int32Array[] = [];
  for (const family of joinFamilies(sources.families, size)) {
    const free = family.filter((account) => settled[account] === SettledBy.rules);
    if (free.length === 0) continue;
    const head = headOf(free, sources);
    const owners = new Set<number>();
    for (const account of family) {
      const held = settled[account] === SettledBy.locked || settled[account] === SettledBy.keep;
      // Reps on leave draw no family.
      if (held && !onLeave(liveOwner[account])) owners.add(liveOwner[account]);
    }
    const [owner] = owners;
    const follows = owners.size === 1 && store.sets[byRules[head]].mask[owner] === 1;
    const set = follows ? onlyOwner(owner) : byRules[head];
    for (const account of family) readAs[account] = head;
    for (const account of free) {
      settled[account] = SettledBy.family;
      eligible[account] = set;
    }
    if (free.length >= 2) mustFamilies.push(free);
  }

  const free = freeByEmptyCell(sources);
  return {
    eligible,
    leftFree: free.map((_, account) => free[readAs[account]]),
    sets: store.sets,
    settled,
    readAs,
    mustFamilies,
    unplaceable: unplaceableOf(sources, eligible, store.sets, settled, readAs),
    derivedPools: poolsOf(sources, byRules, store.sets, readAs),
  };
}

/**
 * The reps left to each account by the must match and avoid rows read on
 * itself, of those who may be given accounts, and 1 for accounts that these
 * rows let stay with an owner who is on leave.
 */
function restrictedSets(
  sources: EligibilitySources,
  store: RepSetStore,
): { readonly byRules: Int32Array; readonly staysOnLeave: Uint8Array } {
  const { takes, liveOwner } = sources;
  const staysOnLeave = liveOwner.reduce((stays, owner, account) => {
    if (owner >= 0 && takes[owner] === 0) stays[account] = 1;
    return stays;
  }, new Uint8Array(liveOwner.length));
  const sets = new Int32Array(liveOwner.length).fill(store.intern(takes));
  for (const { suitability } of sources.restrictions) {
    const indexOf = suitability.sets.map((set) => store.intern(set.mask));
    for (let account = 0; account < sets.length; account++) {
      const set = suitability.setOf[account];
      if (set < 0) continue;
      sets[account] = store.intersect(sets[account], indexOf[set]);
      if (staysOnLeave[account] === 1) {
        staysOnLeave[account] = suitability.sets[set].mask[liveOwner[account]];
      }
    }
  }
  return { byRules: sets, staysOnLeave };
}

/** The member with most potential, ties by account_id. */
function headOf(members: Int32Array, sources: EligibilitySources): number {
  let head = members[0];
  for (const account of members) {
    const more = sources.potential[account] - sources.potential[head];
    if (
      more > 0 ||
      (more === 0 && compareIds(sources.accountIds[account], sources.accountIds[head]) < 0)
    ) {
      head = account;
    }
  }
  return head;
}

function unplaceableOf(
  sources: EligibilitySources,
  eligible: Int32Array,
  sets: readonly RepSet[],
  settled: Uint8Array,
  readAs: Int32Array,
): Eligibility['unplaceable'] {
  const found: { account: number; rows: readonly number[] }[] = [];
  /** For each restriction and each of its sets, whether it keeps out a rep who could be given accounts. */
  const keepsOut = sources.restrictions.map(({ suitability }) =>
    suitability.sets.map(({ mask }) =>
      sources.takes.some((open, rep) => open === 1 && mask[rep] === 0),
    ),
  );
  const takesNobody = sets.map(({ reps }) => reps.length === 0);
  for (let account = 0; account < eligible.length; account++) {
    if (eligible[account] < 0 || !takesNobody[eligible[account]]) continue;
    const rows =
      settled[account] === SettledBy.assign
        ? [sources.settlement.settledRow[account]]
        : sources.restrictions
            .filter(({ suitability }, index) => {
              const set = suitability.setOf[readAs[account]];
              return set >= 0 && keepsOut[index][set];
            })
            .map(({ rule }) => rule.row);
    found.push({ account, rows });
  }
  return found;
}

/**
 * Contract 5, pools without a pool column: reps that some planned account may
 * go to alike, or through a chain of such. Accounts under assign, and those
 * that an empty cell left free of a match row, join nobody; reps whom no
 * account reaches form one pool.
 */
function poolsOf(
  sources: EligibilitySources,
  byRules: Int32Array,
  sets: readonly RepSet[],
  readAs: Int32Array,
): RepGroups {
  const { takes, settlement } = sources;
  const reaches = new Uint8Array(sets.length);
  const isFree = freeByEmptyCell(sources);
  for (let account = 0; account < byRules.length; account++) {
    if (settlement.planned[account] === 0) continue;
    if (settlement.settled[account] === SettledBy.assign) continue;
    if (isFree[readAs[account]] === 0) reaches[byRules[readAs[account]]] = 1;
  }
  const joined = new Sets(takes.length);
  const reached = new Uint8Array(takes.length);
  sets.forEach((set, index) => {
    if (reaches[index] === 0) return;
    for (const rep of set.reps) {
      reached[rep] = 1;
      joined.join(set.reps[0], rep);
    }
  });
  const unreached = takes.findIndex((open, rep) => open === 1 && reached[rep] === 0);
  const of = new Int32Array(takes.length).fill(-1);
  const numberOf = new Map<number, number>();
  for (let rep = 0; rep < takes.length; rep++) {
    if (takes[rep] === 0) continue;
    const root = reached[rep] === 1 ? joined.find(rep) : unreached;
    const pool = numberOf.get(root) ?? numberOf.size;
    numberOf.set(root, pool);
    of[rep] = pool;
  }
  return { of, names: [...numberOf.values()].map((pool) => String(pool + 1)) };
}

/** 1 for accounts that a match row concerns but for an empty cell. */
function freeByEmptyCell(sources: EligibilitySources): Uint8Array {
  const free = sources.free?.slice() ?? new Uint8Array(sources.settlement.planned.length);
  for (const { rule, suitability } of sources.restrictions) {
    if (!definitions[rule.kind].compares || rule.metric === '') continue;
    const passing = sources.accountsPassing(rule);
    for (let account = 0; account < free.length; account++) {
      if (suitability.setOf[account] < 0 && passing[account] === 1) free[account] = 1;
    }
  }
  return free;
}
