import { dayNumber } from '../../../src/model/units.js';
import { readAdoptedPlan } from '../../../src/planning/adopted/adopted-plan.js';
import { readProblem } from '../../../src/planning/inputs.js';
import type { RebalanceTask } from '../../../src/planning/rebalance/rebalance.js';

/** A number generator with a seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

/** A small plan and what happened since: a leaver, a joiner or new accounts, under a few must rules. */
export function randomTask(seed: number, accounts = 6): RebalanceTask {
  const roll = dice(seed);
  const reps = 3 + roll(2);
  const ids = Array.from({ length: reps }, (_, rep) => `R${rep}`);
  const regions = ['East', 'West'];
  const inRegions = roll(2) === 0;
  const gone = roll(3) === 0 ? -1 : roll(reps);
  const joined = roll(3) === 0 ? reps - 1 : -1;
  const repRows = ids.map((id, rep) => {
    const region = inRegions ? regions[rep % 2] : 'East';
    const most = roll(4) === 0 ? String(2 + roll(3)) : '';
    return [id, region, rep === gone ? 'left' : 'active', most].join();
  });
  const then: string[] = [];
  const now: string[] = [];
  for (let account = 0; account < accounts; account++) {
    const owner = ids[roll(reps)];
    const isNew = roll(6) === 0;
    const region = inRegions ? regions[roll(2)] : 'East';
    const potential = 1 + roll(9);
    const disruption = roll(4);
    const parent = account > 0 && roll(4) === 0 ? `A${roll(account)}` : '';
    const locked = roll(8) === 0 ? 'yes' : '';
    const id = `A${account}`;
    const isJoined = joined >= 0 && owner === ids[joined];
    const mine = isNew || isJoined ? '' : owner;
    now.push([id, mine, region, potential, disruption, parent, locked].join());
    if (!isNew) then.push([id, mine, 'kept', potential, ''].join());
  }
  const rules = ['rule,accounts,metric,max,level'];
  if (inRegions) rules.push('match,,region,,must');
  if (roll(3) === 0) rules.push(`limit,,accounts,${1 + roll(4)},must`);
  if (roll(3) === 0) rules.push(`balance,,potential,${20 + roll(60)}%,must`);
  if (roll(3) === 0) rules.push('together,,,,must');
  if (roll(4) === 0) rules.push('release,potential < 2,,,must');
  const read = readProblem({
    accounts: file(
      'accounts.csv',
      `account_id,owner,region,potential,disruption,parent_id,locked\n${now.join('\n')}\n`,
    ),
    reps: file('reps.csv', `rep_id,region,status,max_accounts\n${repRows.join('\n')}\n`),
    rules: file('rules.csv', `${rules.join('\n')}\n`),
    bare: false,
    map: [],
    assembly: {
      asOf: dayNumber(20_500),
      weights: new Map(),
      shareBy: undefined,
      potentialCap: true,
    },
  });
  const territories = ids
    .filter((_, rep) => rep !== joined)
    .map((id) => `${id},${id},,1,1,1,${roll(40)},active,1`);
  const { adopted, problems } = readAdoptedPlan({
    name: 'then',
    plan: undefined,
    assignments: file(
      'assignments.csv',
      `account_id,rep_id,change,potential,parent_id\n${then.join('\n')}\n`,
    ),
    territories: file(
      'territories.csv',
      `rep_id,rep_name,manager,pool,capacity,accounts,potential_deviation_pct,status,ramp\n${territories.join('\n')}\n`,
    ),
    rulesUsed: undefined,
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return {
    read,
    adopted,
    told: [],
    frozen: new Set(),
    within: roll(2) === 0 ? undefined : 0.1 * (1 + roll(5)),
    maxMoves: roll(4) === 0 ? roll(3) : undefined,
    uneven: roll(3) === 0,
    relax: false,
  };
}
