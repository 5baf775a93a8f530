import { dice } from './dice.mjs';

/**
 * Seeded instances of carve's problem as CSV text: metros of the US, heavy-tailed potential, 60–80 %
 * owned, some reps gone or new, families, locks; with region rules, with rules of most kinds, or
 * without any. The same seed gives the same text.
 */

/** Places, latitude, longitude and a weight by population; invented spread around real metros. */
const metros = [
  ['New York', 40.71, -74.01, 19.6, 'Northeast'],
  ['Los Angeles', 34.05, -118.24, 12.9, 'West'],
  ['Chicago', 41.88, -87.63, 9.3, 'Midwest'],
  ['Dallas', 32.78, -96.8, 8.1, 'South'],
  ['Houston', 29.76, -95.37, 7.5, 'South'],
  ['Washington', 38.91, -77.04, 6.3, 'Northeast'],
  ['Philadelphia', 39.95, -75.17, 6.2, 'Northeast'],
  ['Atlanta', 33.75, -84.39, 6.3, 'South'],
  ['Miami', 25.76, -80.19, 6.2, 'South'],
  ['Phoenix', 33.45, -112.07, 5.1, 'West'],
  ['Boston', 42.36, -71.06, 4.9, 'Northeast'],
  ['San Francisco', 37.77, -122.42, 4.6, 'West'],
  ['Seattle', 47.61, -122.33, 4.0, 'West'],
  ['Minneapolis', 44.98, -93.27, 3.7, 'Midwest'],
  ['Detroit', 42.33, -83.05, 4.3, 'Midwest'],
  ['Denver', 39.74, -104.99, 3.0, 'West'],
  ['St. Louis', 38.63, -90.2, 2.8, 'Midwest'],
  ['Charlotte', 35.23, -80.84, 2.8, 'South'],
  ['Nashville', 36.16, -86.78, 2.1, 'South'],
  ['Columbus', 39.96, -83.0, 2.2, 'Midwest'],
];

const asOf = Date.UTC(2026, 0, 15);
const day = (offset) => new Date(asOf + offset * 86_400_000).toISOString().slice(0, 10);

/**
 * @param {{accounts: number, reps: number, seed?: number, rules?: 'none' | 'regions' | 'most'}} options
 * @returns {{accounts: string, reps: string, rules: string}} CSV text
 */
export function generate({ accounts: accountCount, reps: repCount, seed = 1, rules = 'none' }) {
  const random = dice(seed * 7919 + accountCount * 31 + repCount);
  const weights = metros.reduce((sum, metro) => sum + metro[3], 0);
  const pickMetro = () => {
    let left = random.next() * weights;
    for (const metro of metros) {
      left -= metro[3];
      if (left <= 0) return metro;
    }
    return metros[0];
  };
  const reps = [];
  const repLines = ['rep_id,rep_name,manager,region,latitude,longitude,capacity,ramp,status'];
  for (let rep = 0; rep < repCount; rep++) {
    // Every region gets someone, so that region rules can hold at any size.
    const metro = rep < 4 ? metros[[0, 1, 2, 3][rep]] : pickMetro();
    const isNew = rep > 3 && random.next() < 0.06;
    const isLeaving = rep > 3 && !isNew && random.next() < 0.06;
    const place = [metro[1] + 0.2 * random.normal(), metro[2] + 0.2 * random.normal()];
    reps.push({ id: `R${rep + 1}`, region: metro[4], place, isNew, isLeaving });
    repLines.push(
      [
        `R${rep + 1}`,
        `Rep ${rep + 1}`,
        `Manager ${1 + (rep % Math.max(1, Math.round(repCount / 8)))}`,
        metro[4],
        place[0].toFixed(4),
        place[1].toFixed(4),
        random.next() < 0.1 ? '0.8' : '1',
        isNew ? '0.5' : '1',
        isLeaving ? 'leaving' : 'active',
      ].join(','),
    );
  }
  const owners = reps.filter(({ isNew }) => !isNew);
  const byRegion = new Map();
  for (const rep of owners) {
    const list = byRegion.get(rep.region) ?? [];
    list.push(rep);
    byRegion.set(rep.region, list);
  }
  // Today's books are uneven: a rep's pull on new accounts follows a heavy tail too.
  const pull = new Map(owners.map((rep) => [rep.id, Math.exp(0.5 * random.normal())]));

  const owned = 0.6 + 0.2 * random.next();
  const accountLines = [
    'account_id,account_name,owner,segment,region,type,potential,workload,arr,open_pipeline,renewal_date,last_contacted,latitude,longitude,parent_id,locked',
  ];
  const segments = [
    [20000, 'Enterprise'],
    [4000, 'Mid-Market'],
    [0, 'SMB'],
  ];
  for (let account = 0; account < accountCount; account++) {
    const metro = pickMetro();
    const potential = Math.min(200000, Math.exp(7.3 + 1.25 * random.normal()));
    const segment = segments.find(([from]) => potential >= from)[1];
    const workload = 1 + 3 * random.next() + Math.sqrt(potential) / 60;
    let owner = '';
    if (random.next() < owned) {
      const local = random.next() < 0.9 ? (byRegion.get(metro[4]) ?? owners) : owners;
      let best = local[random.below(local.length)];
      for (let tries = 0; tries < 2; tries++) {
        const other = local[random.below(local.length)];
        if (pull.get(other.id) * random.next() > pull.get(best.id) * random.next()) best = other;
      }
      owner = random.next() < 0.03 ? `gone-${random.below(5)}@example.com` : best.id;
    }
    const customer = owner !== '' && random.next() < 0.45;
    const arr = customer ? Math.round(potential * (0.1 + 0.5 * random.next())) : 0;
    accountLines.push(
      [
        `A${String(account + 1).padStart(7, '0')}`,
        `Company ${account + 1}`,
        owner,
        segment,
        metro[4],
        customer ? 'Customer' : 'Prospect',
        potential.toFixed(2),
        workload.toFixed(2),
        arr,
        random.next() < 0.2 ? Math.round(potential * 0.3 * random.next()) : 0,
        customer ? day(random.below(365)) : '',
        owner === '' ? '' : day(-random.below(400)),
        (metro[1] + 0.5 * random.normal()).toFixed(4),
        (metro[2] + 0.5 * random.normal()).toFixed(4),
        account > 10 && random.next() < 0.03
          ? `A${String(1 + random.below(account)).padStart(7, '0')}`
          : '',
        customer && random.next() < 0.01 ? 'yes' : '',
      ].join(','),
    );
  }
  return {
    accounts: `${accountLines.join('\n')}\n`,
    reps: `${repLines.join('\n')}\n`,
    rules: `${rulesFor(rules, accountCount, repCount).join('\n')}\n`,
  };
}

function rulesFor(kind, accountCount, repCount) {
  const header = 'rule,accounts,reps,metric,top,by,min,max,weight,level,note';
  if (kind === 'none') return [header];
  const region = 'match,,,region,,,,,,must,accounts stay in their region';
  if (kind === 'regions') return [header, region];
  const perRep = accountCount / repCount;
  return [
    header,
    region,
    'keep,days_to_renewal >= 0; days_to_renewal <= 30,,,,,,,,must,no change of hands before a renewal',
    'keep,type = Customer,,arr,2,,,,,must,the two largest customers stay',
    'together,,,,,,,,,must,families have one rep',
    `limit,segment = Enterprise,,,,,,${Math.ceil(perRep * 0.2) + 3},,must,a bounded number of enterprise accounts`,
    `limit,,,,,,,${Math.ceil(perRep * 3)},,must,a bounded book`,
    'budget,,,arr,,,,20%,,must,a bounded share of ARR moves',
    'balance,,,potential,,,10%,30%,4,must,nobody far off',
    'balance,,,arr,,,15%,,1,should,revenue spread too',
    'prefer,segment = Enterprise,ramp = 1,,,,,,0.5,,tenured reps for enterprise',
  ];
}
