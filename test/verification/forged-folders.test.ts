/** Folders changed by someone who made every checksum fit again: what is left is the arithmetic. */
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/reports/checksums.js';
import type { PlanFolder } from '../../src/verification/plan-folder.js';
import { verify } from '../../src/verification/verify.js';
import type { InputSet } from '../oracle/random-inputs.js';
import { forged, plannedFolder } from './random-folder.js';

const set: InputSet = {
  seed: 0,
  accounts: [
    'account_id,account_name,owner,potential,disruption,segment,arr',
    ...Array.from(
      { length: 18 },
      (_, i) =>
        `A${i},Acme ${i},r${1 + (i % 2)},${10 + ((i * 7) % 23)},${1 + (i % 3)},${i % 3 === 0 ? 'Big' : 'Small'},${i * 10}`,
    ),
    '',
  ].join('\n'),
  reps: 'rep_id,rep_name,manager\nr1,Ann,Max\nr2,Bo,Max\nr3,Cy,Nia\n',
  rules: 'rule,accounts,metric,max,level\nlimit,segment = Big,,2,must\n',
  distances: undefined,
  options: { asOf: '2025-06-30' },
};

const { folder } = await plannedFolder(set);
const text = (name: string, of: PlanFolder = folder) => String(of.files.get(name));
const reported = (of: PlanFolder) =>
  verify(of, 'test').disagreements.map(({ file, row, column }) => `${file}:${row}:${column}`);

/** The cell of a column in a row (the header is 1) put through `change`. */
function edited(name: string, row: number, column: string, change: (cell: string) => string) {
  const lines = text(name).split('\n');
  const at = lines[0].split(',').indexOf(column);
  const cells = lines[row - 1].split(',');
  cells[at] = change(cells[at]);
  lines[row - 1] = cells.join(',');
  return { [name]: lines.join('\n') };
}

it('is right as it is', () => {
  expect(reported(folder)).toEqual([]);
  expect(reported(forged(folder, {}))).toEqual([]);
});

it('names what follows from one account moved in assignments.csv', () => {
  const places = reported(
    forged(
      folder,
      edited('assignments.csv', 3, 'rep_id', (id) => (id === 'r1' ? 'r2' : 'r1')),
    ),
  );
  expect(places).toContain('assignments.csv:3:rep_name');
  expect(places.some((place) => /^territories.csv:\d:potential$/.test(place))).toBe(true);
  expect(places.some((place) => /^plan.json:undefined:objective.value$/.test(place))).toBe(true);
});

it.each([
  ['assignments.csv', 4, 'potential', '123.5'],
  ['territories.csv', 2, 'potential_target', '1'],
  ['teams.csv', 3, 'workload', '99'],
  ['moves.csv', 2, 'potential', '1'],
  ['rules-used.csv', 2, 'max', '3'],
])('names a cell edited in %s, row %i', (name, row, column, value) => {
  const forgery = forged(
    folder,
    edited(name, row, column, () => value),
  );
  const [first] = verify(forgery, 'test').disagreements;
  expect(first).toMatchObject({ file: name, row, column, found: value });
  expect(String(first.expected)).not.toBe(value);
});

it.each([
  ['a rep nobody knows', (id: string) => `${id}x`, 'rep_id'],
  ['nobody', () => '', 'rep_id'],
])('names an account given to %s', (_, change) => {
  const places = reported(forged(folder, edited('assignments.csv', 5, 'rep_id', change)));
  expect(places).toContainEqual(expect.stringMatching(/^assignments.csv:5:/));
});

it.each(['value', 'bound', 'gap'] as const)('names a changed objective.%s', (key) => {
  const figures = (plan: PlanFolder['plan']) => ({
    objective: { ...plan.objective, [key]: (plan.objective[key] ?? 0) * (1 + 1e-6) },
  });
  expect(reported(forged(folder, {}, figures)).join()).toMatch(/objective\.(value|bound|gap)/);
});

it('names a status, a floor and a count that do not follow', () => {
  expect(reported(forged(folder, {}, () => ({ status: 'infeasible' })))).toContain(
    'plan.json:undefined:status',
  );
  const floors = { unavoidable: { potential: { mean_abs_deviation_pct: 40 } } };
  expect(reported(forged(folder, {}, () => floors)).join()).toContain('floors.potential');
  const counts = (plan: PlanFolder['plan']) => ({
    after: { ...plan.after, accounts_moved: plan.after.accounts_moved + 1 },
  });
  expect(reported(forged(folder, {}, counts))).toEqual([
    'plan.json:undefined:after.accounts_moved',
  ]);
});

it.each([
  ['rows in another order', (lines: string[]) => [lines[0], lines[2], lines[1], ...lines.slice(3)]],
  ['a row too many', (lines: string[]) => [...lines.slice(0, -1), lines[1], '']],
  ['a row too few', (lines: string[]) => [...lines.slice(0, -2), '']],
  ['another line end', (lines: string[]) => [`${lines[0]}\r`, ...lines.slice(1)]],
  ['another header', (lines: string[]) => [lines[0].replace('manager', 'boss'), ...lines.slice(1)]],
  ['an open quote', (lines: string[]) => [lines[0], `"${lines[1]}`, ...lines.slice(2)]],
])('names %s', (_, change) => {
  const territories = change(text('territories.csv').split('\n')).join('\n');
  const found = verify(forged(folder, { 'territories.csv': territories }), 'test').disagreements;
  expect(found.map(({ file }) => file)).toContain('territories.csv');
});

it('refutes multipliers from which the bound no longer follows', () => {
  const written = JSON.parse(text('certificate.json'));
  const prices = written.prices.map((loads: number[][]) =>
    loads.map((groups) => groups.map((price) => price + 0.01)),
  );
  const forgery = forged(folder, { 'certificate.json': JSON.stringify({ ...written, prices }) });
  const { disagreements, proofs } = verify(forgery, 'test');
  expect(disagreements).toContainEqual(
    expect.objectContaining({ file: 'certificate.json', column: 'bound', found: written.bound }),
  );
  expect(proofs.bound).toBeUndefined();
});

it.each([
  ['no proof', { proof: null }],
  ['prices that are not there', { proof: { prices: 9 } }],
  [
    'a case that is left out',
    { proof: { account: 'A0', cases: [{ reps: ['r1'], proof: { prices: 0 } }] } },
  ],
  ['an account that is none', { proof: { account: 'ZZ', cases: [] } }],
  ['a wrong impossibility', { proof: { prices: 0, impossible: true } }],
  ['prices of another size', { prices: [[[1]]] }],
  ['no loads', { loads: [] }],
  ['a shape that is none', { proof: { cases: 3 } }],
  ['another form', { form: 'carve-certificate-0' }],
])('refutes a certificate with %s', (_, change) => {
  const written = JSON.parse(text('certificate.json'));
  const forgery = forged(folder, { 'certificate.json': JSON.stringify({ ...written, ...change }) });
  const { disagreements, proofs } = verify(forgery, 'test');
  expect(disagreements.map(({ file }) => file)).toContain('certificate.json');
  expect(proofs.bound).toBeUndefined();
});

it('refutes a load named twice, and a step that is none', () => {
  const written = JSON.parse(text('certificate.json'));
  const [first] = written.loads;
  const twice = {
    ...written,
    loads: [...written.loads, first],
    prices: written.prices.map((loads: number[][]) => [...loads, loads[0]]),
  };
  const stepped = {
    ...written,
    loads: written.loads.map((load: object) => ({ ...load, step: 7 })),
  };
  for (const [certificate, fault] of [
    [twice, 'twice'],
    [stepped, 'multiples'],
  ]) {
    const forgery = forged(folder, { 'certificate.json': JSON.stringify(certificate) });
    expect(
      verify(forgery, 'test')
        .disagreements.map(({ what }) => what)
        .join(),
    ).toContain(fault);
  }
});

describe('what rows cost at most', () => {
  const rows = folder.plan.rules.map(({ cost_at_most: cost }) => cost);
  const certificate = JSON.parse(text('certificate.json'));
  const [entry] = certificate.rule_costs;
  const reported = (change: object, figures?: (plan: PlanFolder['plan']) => object) => {
    const rule_costs = [{ ...entry, ...change }];
    const files = { 'certificate.json': JSON.stringify({ ...certificate, rule_costs }) };
    const { disagreements, proofs } = verify(forged(folder, files, figures), 'test');
    const output = disagreements.map(({ file, column, what }) => `${file} ${column}: ${what}`);
    return { output: output.join('\n'), proven: proofs.ruleCosts };
  };

  it('is worked out, and counted as proven', () => {
    expect(rows).toEqual([expect.any(Number)]);
    expect(verify(folder, 'test').proofs.ruleCosts).toBe(1);
  });

  it.each([
    ['less', (cost: number) => cost / 2],
    ['a millionth less', (cost: number) => cost * (1 - 1e-6)],
    ['more', (cost: number) => cost * 2],
  ])('is refuted where plan.json says %s', (_, change) => {
    const figures = ({ rules }: PlanFolder['plan']) => ({
      rules: rules.map((rule) => ({ ...rule, cost_at_most: change(rule.cost_at_most ?? 0) })),
    });
    expect(reported({}, figures).output).toMatch(/plan\.json rules\[0\]\.cost_at_most/);
  });

  it('is refuted where nothing says it', () => {
    const files = { 'certificate.json': JSON.stringify({ ...certificate, rule_costs: [] }) };
    const { disagreements } = verify(forged(folder, files), 'test');
    expect(disagreements.map(({ column }) => column).join()).toMatch(/cost_at_most/);
  });

  it('does not follow from a bound that is too high, and plan.json fits that', () => {
    const bound = entry.bound + 1e-4;
    const value = folder.plan.objective.value;
    const figures = ({ rules }: PlanFolder['plan']) => ({
      rules: rules.map((rule) => ({
        ...rule,
        cost_at_most: (rule.cost_at_most ?? 0) - 1e-4 / value,
      })),
    });
    const { output, proven } = reported({ bound }, figures);
    expect(output).toContain(
      'certificate.json rule_costs[0].bound: no more follows from its prices',
    );
    expect(proven).toBeUndefined();
  });

  it.each([
    [
      'other prices',
      {
        prices: entry.prices.map((set: number[][]) => set.map((of) => of.map((one) => one + 0.01))),
      },
    ],
    [
      'the loads of the plan, which the row is one of',
      { loads: certificate.loads, prices: certificate.prices.slice(0, 1) },
    ],
    ['a row that is none', { rows: [99] }],
    ['locked accounts where there are none', { rows: ['locked'] }],
    ['the same row twice', { rows: [2, 2] }],
  ])('is refuted with %s', (_, change) => {
    expect(reported(change).output).toContain('certificate.json rule_costs[0]');
  });
});

it('does not let rows be left out together that change more than loads', async () => {
  const other = await plannedFolder({
    ...set,
    rules:
      'rule,accounts,reps,metric,max,level\nlimit,segment = Big,,,2,must\navoid,segment = Small,rep_id = r3,,,must\n',
  });
  const certificate = JSON.parse(text('certificate.json', other.folder));
  const costs: { rows: number[] }[] = certificate.rule_costs;
  const ofAvoid = costs.filter(({ rows: [row] }) => row === 3);
  expect(ofAvoid.length).toBe(1);
  const rule_costs = [{ ...ofAvoid[0], rows: [2, 3] }];
  const files = { 'certificate.json': JSON.stringify({ ...certificate, rule_costs }) };
  const { disagreements } = verify(forged(other.folder, files), 'test');
  expect(disagreements.map(({ what }) => what)).toContain(
    'leaves out rows together that change more than what reps may hold',
  );
});

it('says where a certificate is no JSON, and what was not proven for it', () => {
  const broken = text('certificate.json').replace('"loads"', 'loads');
  for (const [certificate, place] of [
    [broken, 'character'],
    ['['.repeat(100_000), 'nested too deeply'],
    [`${'{"proof":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 'nested too deeply'],
    ['', 'character'],
  ]) {
    const { disagreements, unchecked } = verify(
      forged(folder, { 'certificate.json': certificate }),
      'test',
    );
    expect(JSON.stringify(disagreements)).toContain(place);
    expect(unchecked.join()).toContain('nothing was proven again');
  }
});

it('tells a version other than its own, and goes on without some files', () => {
  expect(verify(folder, 'another').notes.join()).toContain('made by carve test');
  const files = new Map(folder.files);
  files.delete('assignments.csv');
  files.delete('teams.csv');
  const { disagreements, unchecked } = verify({ ...folder, files }, 'test');
  expect(disagreements.map(({ file, what }) => `${file} ${what}`)).toEqual([
    'assignments.csv is not there',
    'teams.csv is not there',
  ]);
  expect(unchecked.join()).toContain('assignments.csv');
});

it('says what a folder without readable inputs leaves unchecked, and still compares checksums', () => {
  const files = new Map(folder.files).set('moves.csv', Buffer.from('x'));
  const { disagreements, unchecked } = verify({ ...folder, files, read: undefined }, 'test');
  expect(disagreements.map(({ file }) => file)).toEqual(['moves.csv']);
  expect(unchecked.join()).toContain('takes all inputs');
});

/** The places that disagree once plan and certificate are changed by hand, all checksums made again. */
function claimed(
  certificate: (written: Written) => object,
  figures: (plan: PlanFolder['plan']) => object = () => ({}),
) {
  const written: Written = JSON.parse(text('certificate.json'));
  const changed = JSON.stringify({ ...written, ...certificate(written) });
  const { disagreements, proofs } = verify(
    forged(folder, { 'certificate.json': changed }, figures),
    'test',
  );
  return { proofs, reported: disagreements.map(({ file, column }) => `${file} ${column}`) };
}

interface Written {
  readonly loads: readonly { readonly name: string; readonly groups: readonly string[] }[];
  readonly prices: readonly (readonly (readonly number[])[])[];
}

/** The plan with its own objective as the bound. */
const best = ({ objective }: PlanFolder['plan']) => ({
  status: 'optimal',
  objective: { ...objective, bound: objective.value, gap: 0 },
});

it('takes no step that every amount is 0 times of', () => {
  const { proofs } = claimed(
    ({ loads }) => ({
      bound: folder.plan.objective.value,
      loads: loads.map((load) => ({ ...load, step: 1e20 })),
      prices: [loads.map(({ groups }) => groups.map(() => 0))],
      proof: { prices: 0 },
    }),
    best,
  );
  expect(proofs.bound).toBeUndefined();
});

it.each([1e-3, 1e19, 1e300, 1.7e308])('is not led on by prices of %d', (price) => {
  for (const sign of [1, -1]) {
    for (const impossible of [{}, { impossible: true }]) {
      const { proofs, reported: places } = claimed(
        ({ loads }) => ({
          bound: folder.plan.objective.value,
          prices: [loads.map(({ groups }) => groups.map(() => sign * price))],
          proof: { prices: 0, ...impossible },
        }),
        best,
      );
      expect(proofs.bound).toBeUndefined();
      expect(places).toContain('certificate.json bound');
    }
  }
});

it('names a floor above what the plan reaches, below 0, or of no balanced metric', () => {
  const reached = folder.plan.after.potential;
  expect(reached).toBeTypeOf('object');
  for (const [metric, floor] of [
    ['potential', 99],
    ['potential', -1],
    ['arr', 0],
    ['__proto__', 0],
  ] as const) {
    const floors = [{ metric, mean_abs_deviation_pct: floor, prices: 0 }];
    const { reported: places } = claimed(
      () => ({ floors }),
      () => ({ unavoidable: Object.fromEntries([[metric, { mean_abs_deviation_pct: floor }]]) }),
    );
    expect(places.some((place) => place.startsWith('plan.json unavoidable'))).toBe(true);
  }
});

it('names a feasible plan that is called infeasible, or that has no bound', () => {
  for (const status of ['infeasible', 'optimal', 'feasible']) {
    const { value, terms } = folder.plan.objective;
    const files = { 'certificate.json': JSON.stringify(nothingProven) };
    const figures = () => ({ status, objective: { value, terms }, unavoidable: undefined });
    const places = reported(forged(folder, files, figures));
    expect(places).toContain('plan.json:undefined:objective.bound');
    expect(places).toContain('plan.json:undefined:objective.gap');
    if (status === 'infeasible') expect(places).toContain('plan.json:undefined:status');
  }
});

const nothingProven = { form: 'carve-certificate-1', loads: [], prices: [], proof: null };

it('names what plan.json holds besides a plan, with inputs and without', () => {
  const more = ({ objective, options, rules }: PlanFolder['plan']) => ({
    objective: { ...objective, savings: 1e6 },
    options: { ...options, x: 1 },
    rules: rules.map((rule) => ({ ...rule, status2: 'broken' })),
    profit: 5,
  });
  const forgery = forged(folder, {}, more);
  for (const of of [forgery, { ...forgery, read: undefined }]) {
    expect(reported(of)).toEqual(
      expect.arrayContaining([
        'plan.json:undefined:objective.savings',
        'plan.json:undefined:options.x',
        'plan.json:undefined:rules[0].status2',
        'plan.json:undefined:profit',
      ]),
    );
  }
});

it('names a plan.json of the right figures that is written otherwise', () => {
  const own = text('plan.json');
  for (const other of [
    own.replace('"carve"', ' "carve"'),
    own.replace('"accounts_new": 0', '"accounts_new": -0'),
    own.replace('"seed": 1,', '"seed": 7,\n    "seed": 1,'),
  ]) {
    expect(other).not.toBe(own);
    const blank = other.replace(/"sha256": "[0-9a-f]{64}"\n}\n$/, '"sha256": ""\n}\n');
    const sum = sha256(blank);
    const sealed = Buffer.from(blank.replace(/""\n}\n$/, `"${sum}"\n}\n`));
    const plan = { ...folder.plan, sha256: sum };
    const files = new Map(folder.files).set('plan.json', sealed);
    expect(reported({ ...folder, plan, files })).toEqual(['plan.json:undefined:undefined']);
  }
});

it('names a certificate that has a key twice, or one that is none', () => {
  const own = text('certificate.json');
  for (const other of [
    own.replace('"bound"', '"bound":0,"bound"'),
    own.replace('"form"', '"note":1,"form"'),
    own.replace('"groups"', '"of2":"reps","groups"'),
  ]) {
    const { disagreements, proofs } = verify(forged(folder, { 'certificate.json': other }), 'test');
    expect(disagreements.map(({ file }) => file)).toContain('certificate.json');
    expect(proofs.bound).toBeUndefined();
  }
});

it('takes no cases for all where some are missing, whatever else is named', () => {
  const all = { prices: 0 };
  for (const proof of [
    { account: 'A0', cases: [] },
    { account: 'A0', cases: [{ reps: ['r1', 'r1', 'ZZ'], proof: all }] },
    { prices: 0, ruled_out: [{ account: 'A0', reps: ['r1', 'r2', 'r3'] }], proof: all },
    {
      prices: 0,
      ruled_out: [
        { account: 'A0', reps: ['r1'] },
        { account: 'A0', reps: ['r2', 'r3'] },
      ],
      proof: { account: 'A0', cases: [] },
    },
    { prices: 0, ruled_out: [], proof: { account: 'A0', cases: [{ reps: [], proof: all }] } },
  ]) {
    const { proofs } = claimed(
      ({ loads }) => ({
        bound: folder.plan.objective.value,
        prices: [loads.map(({ groups }) => groups.map(() => 0))],
        proof,
      }),
      best,
    );
    expect(proofs.bound).toBeUndefined();
  }
});

it('counts the rules whose cost is proven as a report does: locked accounts are one, as are kept max_accounts', async () => {
  const { folder: capped } = await plannedFolder({
    ...set,
    accounts: set.accounts
      .split('\n')
      .map((line, at) =>
        line === '' ? '' : `${line},${at === 0 ? 'locked' : at <= 3 ? 'yes' : 'no'}`,
      )
      .join('\n'),
    reps: 'rep_id,rep_name,manager,max_accounts\nr1,Ann,Max,12\nr2,Bo,Max,13\nr3,Cy,Nia,14\n',
  });
  const { proofs, disagreements } = verify(capped, 'test');
  expect(disagreements).toEqual([]);
  // The limit, three locked accounts, three max_accounts.
  expect(proofs.ruleCosts).toBe(3);
});
