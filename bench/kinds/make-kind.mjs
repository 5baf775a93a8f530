import { dice } from '../dice.mjs';

/**
 * Problems that differ in kind and not only in size: what CRM exports without owners, places or variety look like,
 * and shapes that an optimizer stumbles over. A kind is words joined by '-'; each adds columns, bends how they are
 * filled, or adds rules. The same kind, size and seed give the same text.
 */
export const words = {
  bareids: 'account_id alone: every account counts 1',
  owned: 'four accounts in five have an owner, unevenly spread',
  flatowned: 'the same, where nothing tells the cost of moving one account from that of another',
  allowned: 'every account has an owner',
  places: 'accounts and reps have coordinates',
  regions: 'accounts go to reps of their region',
  arr: 'two accounts in five have ARR',
  workload: 'work of 1 to 5 an account',
  equal: 'every potential is 1',
  whales: 'three accounts hold most of the potential',
  zeros: 'seven potentials in ten are 0',
  few: 'potentials are 1, 2 or 5',
  families: 'families of up to 40 stay together',
  segments: 'a column of three segments',
  limits: 'tight counts of accounts, and of Enterprise, for each rep',
  capacity: 'capacities from 0.1 to 3',
  managers: 'potential is balanced by manager too',
  maxacc: 'max_accounts just above what there is',
  leaver: 'one rep leaves; books are equal counts, in order',
  metrics: 'counts and ARR are balanced too',
  budget: 'at most 2 % of the owned accounts may move',
  band: 'no rep more than 10 % from target',
  giant: 'one account is worth as much as all the others',
  oneowner: 'one rep owns everything',
  generalist: 'one rep may take any region, the others one each',
  extremecaps: 'capacities of 0.05 and 3',
  extremes: 'potentials of 0.000001 and 1,000,000,000',
  duplicates: 'accounts come in tens that are the same in everything but their ids',
  ownsegments: 'every account is a segment of its own, and two reps have each',
  pairs: 'two or three accounts a family, and families stay together',
  softpairs: 'the same, where families should stay together',
  percents: 'at most a quarter of each rep may be Enterprise, and half SMB',
  prefers: 'Enterprise should be with the first tenth of the reps',
};

const regionNames = ['North', 'East', 'South', 'West', 'Centre', 'Lakes'];
const ruleHeader = 'rule,accounts,reps,metric,top,by,min,max,weight,value,level,note';

/**
 * @param {{kind: string, accounts: number, reps: number, seed?: number}} options
 * @returns {{accounts: string, reps: string, rules: string | undefined}} CSV text; without rules where the kind has none
 */
export function makeKind({ kind, accounts: accountCount, reps: repCount, seed = 1 }) {
  const chosen = new Set(kind.split('-'));
  for (const word of chosen) {
    if (!Object.hasOwn(words, word)) throw new Error(`no kind of problem is called ${word}`);
  }
  const has = (...any) => any.some((word) => chosen.has(word));
  const random = dice(seed * 7919 + accountCount * 31 + repCount);
  const reps = repsOf(has, random, accountCount, repCount);
  const accounts = accountsOf(has, random, accountCount, reps);
  const rules = rulesOf(has, accounts, repCount);
  return {
    accounts: csvOf(accountColumns(has), accounts),
    reps: csvOf(repColumns(has), reps),
    rules: rules.length === 0 ? undefined : `${[ruleHeader, ...rules].join('\n')}\n`,
  };
}

const csvOf = (columns, rows) =>
  `${[columns, ...rows.map((row) => columns.map((column) => row[column]))].map((cells) => cells.join(',')).join('\n')}\n`;

const accountId = (at) => `A${String(at + 1).padStart(7, '0')}`;
const place = (random) => ({
  latitude: (30 + 18 * random.next()).toFixed(4),
  longitude: (-120 + 45 * random.next()).toFixed(4),
});

function repColumns(has) {
  const columns = ['rep_id'];
  if (has('regions', 'generalist')) columns.push('region');
  if (has('places')) columns.push('latitude', 'longitude');
  if (has('ownsegments')) columns.push('segment');
  if (has('prefers')) columns.push('title');
  if (has('capacity', 'extremecaps')) columns.push('capacity');
  if (has('managers')) columns.push('manager');
  if (has('maxacc')) columns.push('max_accounts');
  if (has('leaver')) columns.push('status');
  return columns;
}

function repsOf(has, random, accountCount, repCount) {
  const segments = Array.from({ length: repCount }, () => []);
  if (has('ownsegments')) {
    for (let at = 0; at < accountCount; at++) {
      segments[at % repCount].push(`S${at}`);
      if (repCount > 1) segments[(at + 1 + random.below(repCount - 1)) % repCount].push(`S${at}`);
    }
  }
  const live = has('leaver') && repCount > 3 ? repCount - 1 : repCount;
  return segments.map((own, at) => ({
    rep_id: `R${String(at + 1).padStart(4, '0')}`,
    region:
      has('generalist') && at === 0 ? regionNames.join('|') : regionNames[at % regionNames.length],
    ...place(random),
    segment: own.join('|'),
    title: at < Math.ceil(repCount / 10) ? 'Strategic' : 'Field',
    capacity: has('extremecaps')
      ? at % 2 === 0
        ? '0.05'
        : '3'
      : (0.1 + 2.9 * random.next()).toFixed(2),
    manager: `M${at % 5}`,
    max_accounts: Math.ceil(accountCount / live) + 1,
    status: has('leaver') && at === 3 ? 'leaving' : 'active',
  }));
}

function accountColumns(has) {
  const columns = ['account_id'];
  if (has('owned', 'flatowned', 'allowned', 'oneowner')) columns.push('owner');
  if (!has('bareids')) columns.push('potential');
  if (has('workload')) columns.push('workload');
  if (has('arr', 'metrics')) columns.push('arr');
  if (has('regions', 'generalist')) columns.push('region');
  if (has('places')) columns.push('latitude', 'longitude');
  if (has('families', 'pairs', 'softpairs')) columns.push('parent_id');
  if (has('segments', 'limits', 'ownsegments', 'percents', 'prefers')) columns.push('segment');
  return columns;
}

function accountsOf(has, random, accountCount, reps) {
  const ownerByPull = drawnByPull(random, reps);
  const accounts = [];
  for (let at = 0; at < accountCount; at++) {
    if (has('duplicates') && at % 10 > 0) {
      accounts.push({ ...accounts[at - 1], account_id: accountId(at) });
      continue;
    }
    const potential = potentialOf(has, random, at, accountCount);
    const owner = has('leaver')
      ? reps[Math.floor((at * reps.length) / accountCount)]
      : ownerByPull();
    const isOwned = has('allowned') || random.next() < 0.8;
    const hasSameRegions = has('owned', 'flatowned', 'allowned') && random.next() < 0.9;
    accounts.push({
      account_id: accountId(at),
      owner: has('oneowner') ? reps[0].rep_id : isOwned ? owner.rep_id : '',
      potential,
      workload: (1 + 4 * random.next()).toFixed(2),
      arr: random.next() < 0.4 ? Math.round(20 * potential * random.next()) : 0,
      region: regionOf(random, reps, hasSameRegions ? owner.region : undefined),
      ...place(random),
      parent_id: parentOf(has, random, at),
      segment: has('ownsegments') ? `S${at}` : segmentOf(random),
    });
  }
  return accounts;
}

/** Books are uneven: some reps draw six times as many accounts as others. */
function drawnByPull(random, reps) {
  let sum = 0;
  const upTo = reps.map(() => {
    sum += 0.3 + 1.7 * random.next();
    return sum;
  });
  return () => {
    const drawn = sum * random.next();
    return reps[upTo.findIndex((end) => drawn < end)];
  };
}

function potentialOf(has, random, at, accountCount) {
  const usual = Math.round(1000 * Math.exp(1.2 * random.normal())) + 1;
  if (has('equal')) return 1;
  if (has('few')) return [1, 2, 5][random.below(3)];
  if (has('extremes')) return random.next() < 0.5 ? 0.000001 : 1_000_000_000;
  if (has('whales') && at < 3) return 1000 * accountCount;
  if (has('giant') && at === 0) return 2050 * accountCount;
  if (has('zeros') && random.next() < 0.7) return 0;
  return usual;
}

/** A region that some rep has. */
function regionOf(random, reps, owners) {
  const region = owners?.split('|')[0];
  return region ?? regionNames[random.below(Math.min(regionNames.length, reps.length))];
}

function segmentOf(random) {
  if (random.next() < 0.15) return 'Enterprise';
  return random.next() < 0.5 ? 'Mid' : 'SMB';
}

function parentOf(has, random, at) {
  // Of five accounts, the second belongs to the first and the last two to the third.
  if (has('pairs', 'softpairs'))
    return ['', accountId(at - 1), '', accountId(at - 1), accountId(at - 2)][at % 5];
  if (at % 40 === 0 || random.next() >= 0.3) return '';
  return accountId(at - 1 - random.below(at % 40));
}

function rulesOf(has, accounts, repCount) {
  const rules = [];
  if (has('regions', 'generalist')) rules.push('match,,,region,,,,,,,must,');
  if (has('ownsegments')) rules.push('match,,,segment,,,,,,,must,');
  if (has('families', 'pairs')) rules.push('together,,,,,,,,,,must,');
  if (has('softpairs')) rules.push('together,,,,,,,,,,should,');
  if (has('metrics')) rules.push('balance,,,accounts,,,,,1,,,', 'balance,,,arr,,,,,1,,,');
  if (has('managers')) rules.push('balance,,,potential,,manager,5%,,2,,,');
  if (has('limits')) {
    const enterprise = accounts.filter(({ segment }) => segment === 'Enterprise').length;
    const [few, many] = [enterprise / repCount, accounts.length / repCount];
    rules.push(
      `limit,segment = Enterprise,,accounts,,,${Math.floor(few)},${Math.ceil(few)},,,must,`,
      `limit,,,accounts,,,${Math.max(0, Math.floor(many) - 1)},${Math.ceil(many) + 1},,,must,`,
    );
  }
  if (has('percents'))
    rules.push(
      'limit,segment = Enterprise,,accounts,,,,25%,,,must,',
      'limit,segment = SMB,,accounts,,,,50%,,,must,',
    );
  if (has('prefers')) rules.push('prefer,segment = Enterprise,title = Strategic,,,,,,0.5,,,');
  if (has('budget')) rules.push('budget,,,accounts,,,,2%,,,must,');
  if (has('band')) rules.push('balance,,,potential,,,5%,10%,4,,must,');
  return rules;
}
