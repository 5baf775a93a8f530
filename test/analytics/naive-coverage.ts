// A second reading of contract 10, written from its text over rows of plain cells: slow, and without a look at src/.

type Row = Readonly<Record<string, string>>;

export interface NaiveFiles {
  readonly accounts: readonly Row[];
  readonly reps: readonly Row[];
  readonly activities: readonly Row[] | undefined;
  readonly opportunities: readonly Row[] | undefined;
  readonly market: readonly Row[] | undefined;
  readonly assumptions: Readonly<Record<string, number>>;
  /** account_ids that rules leave out, or release. */
  readonly excluded: ReadonlySet<string>;
  readonly released: ReadonlySet<string>;
}

export interface NaiveOptions {
  readonly asOf: string;
  readonly window: number;
  readonly min: number;
  readonly fiscalStart: readonly [number, number];
  readonly involve: number;
}

const dayOf = (text: string): number => Date.parse(text) / 86_400_000;
const num = (text: string | undefined): number =>
  text === undefined || text === '' ? 0 : Number(text);
const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
};
const has = (rows: readonly Row[] | undefined, column: string): boolean =>
  rows?.some((row) => (row[column] ?? '') !== '') === true;

export function naiveCoverage(files: NaiveFiles, options: NaiveOptions) {
  const { accounts, reps, opportunities: opps } = files;
  const asOf = dayOf(options.asOf);
  const live = reps.filter((rep) => rep.status !== 'left' && rep.status !== 'leaving');
  const counting = accounts.filter((one) => !files.excluded.has(one.account_id));
  // Accounts of reps on leave are not released (contract 3).
  const away = new Set(
    reps.filter(({ status }) => status === 'on_leave').map(({ rep_id }) => rep_id),
  );
  const planned = counting.filter(
    (one) => !files.released.has(one.account_id) || away.has(one.owner),
  );
  const ownerOf = (one: Row): Row | undefined => live.find((rep) => rep.rep_id === one.owner);
  const byId = new Map(accounts.map((one) => [one.account_id, one]));

  // Contact.
  const contacts = new Map<string, number[]>();
  const events =
    files.activities === undefined
      ? accounts.map((one) => ({ id: one.account_id, date: one.last_contacted ?? '' }))
      : files.activities
          .filter((one) => one.status === 'Completed')
          .map((one) => ({ id: one.account_id, date: one.date }));
  for (const { id, date } of events) {
    if (date === '' || dayOf(date) > asOf) continue;
    contacts.set(id, [...(contacts.get(id) ?? []), dayOf(date)]);
  }
  const daysOf = (one: Row): readonly number[] => contacts.get(one.account_id) ?? [];
  const inWindow = (one: Row): number =>
    daysOf(one).filter((day) => asOf - day <= options.window).length;
  const touched = (one: Row): boolean => inWindow(one) > 0;

  // Deals.
  const isWon = (deal: Row): boolean => deal.stage === 'Closed Won';
  const isClosed = (deal: Row): boolean => deal.stage.startsWith('Closed');
  const deals = (opps ?? []).filter((deal) => {
    const account = byId.get(deal.account_id);
    return account !== undefined && counting.includes(account);
  });
  const dealsOf = new Map<string, Row[]>();
  for (const deal of deals)
    dealsOf.set(deal.account_id, [...(dealsOf.get(deal.account_id) ?? []), deal]);
  const openDeals = (one: Row): readonly Row[] =>
    (dealsOf.get(one.account_id) ?? []).filter((deal) => !isClosed(deal));
  const open = (one: Row): boolean =>
    opps === undefined ? num(one.open_pipeline) > 0 : openDeals(one).length > 0;
  const pipelineOf = (one: Row): number =>
    opps === undefined
      ? num(one.open_pipeline)
      : openDeals(one).reduce((total, deal) => total + num(deal.amount), 0);
  const wonAmount = (deal: Row): string => deal.actual_amount || deal.amount;

  // What accounts are.
  const hasTiers = has(accounts, 'tier');
  // Contract 8.1: 1, A or ending in 1; the next likewise.
  const isFirst = (one: Row): boolean => ['1', 'A', 'Tier 1'].includes(one.tier);
  const upper = (one: Row): boolean => isFirst(one) || ['2', 'b'].includes(one.tier);
  const icp = (one: Row): boolean => {
    if (has(accounts, 'icp')) return one.icp === 'yes';
    if (has(accounts, 'fit')) return one.fit !== '' && Number(one.fit) >= 70;
    return hasTiers ? upper(one) : true;
  };
  const customer = (one: Row): boolean =>
    (one.type ?? '').toLowerCase().startsWith('customer') || num(one.arr) > 0;
  const signalAge = (one: Row): number | undefined => {
    const age = (one.signal_date ?? '') === '' ? -1 : asOf - dayOf(one.signal_date);
    return age < 0 ? undefined : age;
  };
  const idle = (one: Row): boolean =>
    icp(one) && (upper(one) || !hasTiers) && !touched(one) && !open(one);
  const realNow = (one: Row): boolean =>
    icp(one) &&
    !customer(one) &&
    (num(one.intent) >= 70 || (signalAge(one) ?? 99) <= 30 || open(one));

  // The fiscal year.
  const [month, day] = options.fiscalStart;
  const starts: number[] = [];
  const year = Number(options.asOf.slice(0, 4));
  for (let quarter = -12; quarter <= 8; quarter++) {
    starts.push(Date.UTC(year, month - 1 + 3 * quarter, day) / 86_400_000);
  }
  const yearStarts = starts.filter((_, at) => at % 4 === 0);
  const quarterStart = Math.max(...starts.filter((start) => start <= asOf));
  const yearStart = Math.max(...yearStarts.filter((start) => start <= asOf));
  const yearEnd = Math.min(...yearStarts.filter((start) => start > asOf));
  const left = (yearEnd - asOf) / (yearEnd - yearStart);

  // Rates.
  const closed = deals.filter(isClosed);
  const accountOf = (deal: Row): Row => byId.get(deal.account_id) ?? {};
  const mean = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0) / values.length;
  const winRateIn = (some: readonly Row[]): number => some.filter(isWon).length / some.length;
  const given = files.assumptions;
  const winRate = given.win_rate ?? (closed.length > 0 ? winRateIn(closed) : 0.22);
  const winRateFor = (segment: string): number => {
    const own = closed.filter((deal) => accountOf(deal).segment === segment);
    return given.win_rate ?? (segment !== '' && own.length >= 20 ? winRateIn(own) : winRate);
  };
  const won = closed.filter((deal) => isWon(deal) && wonAmount(deal) !== '');
  const meanWon = (some: readonly Row[]): number =>
    mean(some.map((deal) => Number(wonAmount(deal))));
  const dealFor = (segment: string): number => {
    const own = won.filter((deal) => accountOf(deal).segment === segment);
    if (given.deal !== undefined) return given.deal;
    if (segment !== '' && own.length >= 5) return meanWon(own);
    return won.length > 0 ? meanWon(won) : 0;
  };
  const fullQuarters = starts
    .map((start, at) => [start, starts[at + 1] ?? Number.POSITIVE_INFINITY] as const)
    .filter(([, end]) => end <= asOf)
    .slice(-4);
  const shares = fullQuarters.flatMap(([start, end]) => {
    const there = deals.filter(
      (deal) =>
        deal.created_date !== '' &&
        dayOf(deal.created_date) < start &&
        (!isClosed(deal) || dayOf(deal.close_date) >= start),
    );
    const amount = (some: readonly Row[]): number =>
      some.reduce((total, deal) => total + num(deal.amount), 0);
    if (amount(there) === 0) return [];
    return [
      amount(there.filter((deal) => isWon(deal) && dayOf(deal.close_date) < end)) / amount(there),
    ];
  });
  const closeRate = given.close_rate ?? (shares.length > 0 ? mean(shares) : winRate);
  const lately = counting.filter((one) => daysOf(one).some((when) => asOf - when <= 365));
  const withDeal = lately.filter((one) =>
    (dealsOf.get(one.account_id) ?? []).some((deal) => {
      const age = deal.created_date === '' ? -1 : asOf - dayOf(deal.created_date);
      return age >= 0 && age <= 365;
    }),
  );
  const creationRate =
    given.creation_rate ??
    (opps !== undefined && has(opps, 'created_date') && lately.length >= 20
      ? withDeal.length / lately.length
      : 0.1);
  const perRep = given.accounts_per_rep ?? 150;

  // Priorities.
  const hasScores = has(accounts, 'score');
  const potentials = counting.map((one) => num(one.potential));
  const scoreOf = (one: Row): number => {
    if (hasScores && one.score !== '') return Number(one.score) / 100;
    const own = num(one.potential);
    const below = potentials.filter((value) => value < own).length;
    return (below + potentials.filter((value) => value === own).length / 2) / potentials.length;
  };
  const priority = (one: Row): number => {
    const age = signalAge(one);
    const signal = Math.max(num(one.intent) / 100, age === undefined ? 0 : 2 ** (-age / 30));
    const relation = customer(one)
      ? 1
      : open(one)
        ? 0.8
        : touched(one)
          ? 0.5
          : daysOf(one).length > 0
            ? 0.25
            : 0;
    return (scoreOf(one) * (1 + signal) * (1 + relation)) / 4;
  };
  const ranked = (some: readonly Row[]): Row[] =>
    [...some].sort(
      (a, b) =>
        Math.round(1e12 * priority(b)) - Math.round(1e12 * priority(a)) ||
        (a.account_id < b.account_id ? -1 : 1),
    );

  // The market.
  const matches = (cell: Row, one: Row): boolean =>
    ['segment', 'industry', 'region'].every(
      (name) => (cell[name] ?? '') === '' || cell[name] === one[name],
    ) &&
    ((cell.territory ?? '') === '' ||
      !has(accounts, 'territory') ||
      cell.territory === one.territory) &&
    ((cell.rep_id ?? '') === '' || (planned.includes(one) && ownerOf(one)?.rep_id === cell.rep_id));
  const tamOf = new Map<string, number>(live.map((rep) => [rep.rep_id, 0]));
  const market = (files.market ?? []).map((cell) => {
    const own = counting.filter((one) => matches(cell, one));
    const inCell = won.filter((deal) => own.includes(accountOf(deal)));
    const inSegment = won.filter((deal) => accountOf(deal).segment === cell.segment);
    const average =
      cell.average_deal !== ''
        ? Number(cell.average_deal)
        : inCell.length >= 5
          ? meanWon(inCell)
          : cell.segment !== '' && inSegment.length >= 5
            ? meanWon(inSegment)
            : won.length > 0
              ? meanWon(won)
              : (given.deal ?? Number.NaN);
    const tam = num(cell.companies) * average;
    const parts = new Map<string, number>();
    if ((cell.rep_id ?? '') !== '') {
      if (live.some((rep) => rep.rep_id === cell.rep_id)) parts.set(cell.rep_id, 1);
    } else if ((cell.territory ?? '') !== '') {
      for (const rep of live) {
        if (rep.territory.split('|').includes(cell.territory)) {
          parts.set(rep.rep_id, num(rep.capacity || '1'));
        }
      }
    } else {
      for (const one of own) {
        const rep = planned.includes(one) ? ownerOf(one) : undefined;
        if (rep !== undefined) parts.set(rep.rep_id, (parts.get(rep.rep_id) ?? 0) + 1);
      }
    }
    const whole = [...parts.values()].reduce((total, part) => total + part, 0);
    for (const [rep, part] of parts) {
      // What is not known adds nothing.
      if (!Number.isNaN(tam)) tamOf.set(rep, (tamOf.get(rep) ?? 0) + (tam * part) / whole);
    }
    const customers = own.filter(customer).length;
    const arr = own.reduce((total, one) => total + num(one.arr), 0);
    return {
      territory: cell.territory ?? '',
      rep_id: cell.rep_id ?? '',
      segment: cell.segment,
      industry: cell.industry,
      region: cell.region,
      companies: num(cell.companies),
      average_deal: average,
      tam,
      customers,
      arr,
      penetration_pct: (100 * customers) / num(cell.companies),
      arr_pct: (100 * arr) / tam,
      untapped: tam - arr,
    };
  });

  // Reps.
  const bookOf = (rep: Row): Row[] => planned.filter((one) => one.owner === rep.rep_id);
  const activitiesOf = (rep: Row): number =>
    bookOf(rep).reduce((total, one) => total + inWindow(one), 0);
  const working = live.filter((rep) => rep.status !== 'on_leave');
  const poolMedian = (rep: Row, of: (other: Row) => number): number =>
    median(working.filter((other) => other.pool === rep.pool).map(of));
  const rows = live.map((rep) => {
    const book = bookOf(rep);
    const ideal = book.filter(icp);
    const ofThem = ideal.filter(touched);
    const sum = (some: readonly Row[], of: (one: Row) => number): number =>
      some.reduce((total, one) => total + of(one), 0);
    const away = rep.status === 'on_leave';
    const coverage = ofThem.length / ideal.length;
    const below = !away && ideal.length > 0 && coverage < options.min;
    const all = book.filter(touched);
    const activities = activitiesOf(rep);
    const cause = !below
      ? ''
      : activities === 0 || activities < poolMedian(rep, activitiesOf) / 2
        ? 'inactivity'
        : all.length - ofThem.length >= 0.4 * all.length
          ? 'prioritisation'
          : 'bandwidth';
    const real = (other: Row): number => bookOf(other).filter(realNow).length;
    const workables = ideal.filter((one) => !customer(one) && !open(one));
    const workable = Math.min(
      workables.length,
      num(rep.capacity || '1') * num(rep.ramp || '1') * perRep,
    );
    const value =
      workables.length === 0
        ? 0
        : mean(workables.map((one) => winRateFor(one.segment) * dealFor(one.segment)));
    const closing = sum(book, (one) =>
      opps === undefined
        ? pipelineOf(one) * (1 - (1 - closeRate) ** (4 * left))
        : sum(openDeals(one), (deal) => {
            const rate = given[`stage:${deal.stage}`] ?? closeRate;
            return num(deal.amount) * (1 - (1 - rate) ** (4 * left));
          }),
    );
    const expected = closing + workable * creationRate * left * value;
    const quotaLeft =
      rep.quota === ''
        ? undefined
        : has(reps, 'attained')
          ? Math.max(0, num(rep.quota) - num(rep.attained))
          : num(rep.quota) * left;
    const cover = quotaLeft === undefined || quotaLeft === 0 ? undefined : expected / quotaLeft;
    const outcome = closed.filter((deal) => book.includes(accountOf(deal)));
    return {
      rep_id: rep.rep_id,
      icp: ideal.length,
      touched: ofThem.length,
      coverage_pct: ideal.length === 0 ? undefined : 100 * coverage,
      potential_coverage_pct:
        sum(ideal, (one) => num(one.potential)) === 0
          ? undefined
          : (100 * sum(ofThem, (one) => num(one.potential))) /
            sum(ideal, (one) => num(one.potential)),
      tier1: hasTiers ? book.filter(isFirst).length : undefined,
      tier1_this_quarter: hasTiers
        ? book.filter((one) => isFirst(one) && daysOf(one).some((when) => when >= quarterStart))
            .length
        : undefined,
      idle: book.filter(idle).length,
      real_now: real(rep),
      verdict: away ? '' : real(rep) < poolMedian(rep, real) / 2 ? 'short' : 'ok',
      cause,
      open_pipeline:
        opps === undefined && !has(accounts, 'open_pipeline') ? undefined : sum(book, pipelineOf),
      workable,
      expected,
      quota_left: quotaLeft,
      cover,
      pipeline_verdict:
        away || quotaLeft === undefined ? '' : cover !== undefined && cover < 1 ? 'short' : 'ok',
      tam: files.market === undefined ? undefined : tamOf.get(rep.rep_id),
      attainment_pct:
        rep.quota === '' || num(rep.quota) === 0 || (rep.attained ?? '') === ''
          ? undefined
          : (100 * num(rep.attained)) / num(rep.quota),
      activities,
      win_rate: outcome.length === 0 ? undefined : winRateIn(outcome),
    };
  });

  const book = live.flatMap((rep) =>
    ranked(bookOf(rep)).map((one, at) => ({
      rep_id: rep.rep_id,
      rank: at + 1,
      account_id: one.account_id,
      priority: priority(one),
      due: daysOf(one).length === 0 ? asOf : Math.max(...daysOf(one)) + (isFirst(one) ? 90 : 180),
    })),
  );
  const white = ranked(
    planned.filter((one) => !customer(one) && !open(one) && (icp(one) || upper(one))),
  );
  const whitespace = [...white.filter((one) => !touched(one)), ...white.filter(touched)].map(
    (one) => ({
      account_id: one.account_id,
      rep_id: ownerOf(one)?.rep_id ?? '',
      priority: priority(one),
      touched: touched(one) ? 'yes' : 'no',
    }),
  );

  // Segments.
  const z = 1.6448536269514722;
  const overallWin = closed.length === 0 ? 0 : winRateIn(closed);
  const idealAll = planned.filter(icp);
  const coverageAll = idealAll.filter(touched).length / idealAll.length;
  const names = new Set(counting.map((one) => JSON.stringify([one.segment, one.industry])));
  const segments = [...names]
    .map((name) => JSON.parse(name) as [string, string])
    .sort((a, b) => (a[0] === b[0] ? (a[1] < b[1] ? -1 : 1) : a[0] < b[0] ? -1 : 1))
    .map(([segment, industry]) => {
      const own = (one: Row): boolean => one.segment === segment && one.industry === industry;
      const here = closed.filter((deal) => own(accountOf(deal)));
      const n = here.length;
      const p = n === 0 ? 0 : winRateIn(here);
      const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
      const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
      const ideal = planned.filter((one) => own(one) && icp(one));
      const coverage = ideal.filter(touched).length / ideal.length;
      return {
        segment,
        industry,
        closed: n,
        win_rate: n === 0 ? undefined : p,
        win_low: n === 0 ? undefined : middle - half,
        win_high: n === 0 ? undefined : middle + half,
        coverage_pct: ideal.length === 0 ? undefined : 100 * coverage,
        verdict:
          n >= 8 && middle - half > overallWin && coverage < coverageAll - 1e-12 ? 'winning' : '',
      };
    });

  const topOf = (one: Row): Row => {
    let top = one;
    for (
      let parent = byId.get(top.parent_id);
      parent !== undefined;
      parent = byId.get(top.parent_id)
    ) {
      top = parent;
    }
    return top;
  };
  const holder = (one: Row): string => (planned.includes(one) ? (ownerOf(one)?.rep_id ?? '') : '');
  const familyDeals = deals
    .filter(
      (deal) => !isClosed(deal) && deal.amount !== '' && Number(deal.amount) >= options.involve,
    )
    .map((deal) => ({ deal, one: accountOf(deal), top: topOf(accountOf(deal)) }))
    .filter(({ one, top }) => top !== one && holder(top) !== '' && holder(top) !== holder(one))
    .sort(
      (a, b) =>
        Number(b.deal.amount) - Number(a.deal.amount) ||
        (a.deal.opportunity_id < b.deal.opportunity_id ? -1 : 1),
    )
    .map(({ deal, one, top }) => ({
      opportunity_id: deal.opportunity_id,
      account_id: one.account_id,
      rep_id: holder(one),
      parent_id: top.account_id,
      parent_rep_id: holder(top),
      amount: Number(deal.amount),
      stage: deal.stage,
    }));

  return { rows, book, whitespace, segments, market, familyDeals };
}
