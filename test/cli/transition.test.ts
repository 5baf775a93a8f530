import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { transitionSchema } from '../../src/reports/transition/transition-json.js';
import { carve, folderOf, repo } from './carve.js';

const fixture = join(repo, 'fixtures/transition');
const at = (name: string): string => join(fixture, name);

let cwd = '';

beforeAll(async () => {
  cwd = folderOf({});
  await carve(
    [
      ...['plan', at('accounts.csv'), at('reps.csv'), '--rules', at('rules.csv')],
      ...['--opportunities', at('opportunities.csv'), '--as-of', '2026-12-20'],
      ...['--out', 'plan', '--quiet'],
    ],
    { cwd },
  );
});

const usual = [
  ...['transition', 'plan', '--effective', '2027-01-04', '--fiscal-start', '07-01'],
  ...['--contacts', at('contacts.csv'), '--holidays', at('holidays.csv')],
];

const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');

it('carve transition writes who keeps which deal, quotas, dates and what is not ready', async () => {
  const run = await carve([...usual, '--out', 'pack', '--strict'], { cwd });
  expect(run.code).toBe(1);
  expect(run.stdout).toMatch(
    /^8 accounts change hands on 4 January 2027, 6 customers with 380k of ARR among\s+them; 1 goes to nobody; 1 more gets its first owner\n/,
  );
  expect(run.stdout).toContain('2 letters without an addressee');
  expect(read('pack/deals.csv').split('\n').slice(1, 4)).toEqual([
    // Closes on the effective date, so it may be kept for a fortnight; 60 days after it; its owner leaves.
    'D2,A03,25000.00,Negotiation,2027-01-04,R1,R5,2027-01-18,late stage and due to close soon: whoever worked it closes it',
    'D4,A06,90000.00,Proposal,2027-02-25,R2,R5,2027-03-05,late stage and due to close soon: whoever worked it closes it',
    'D5,A08,12000.00,Negotiation,2027-02-01,,R5,,goes with the account: its owner is not there',
  ]);
  // 178 of 365 days are left; A02, A03 and A04 are 180 of the potential of 280 that carries 900,000.
  expect(read('pack/quota.csv').split('\n')[1]).toBe(
    'R1,900000.00,282152.64,0.00,617847.36,-31.35,adjust,0.00',
  );
  // Five playbooks and the letters, each on a sheet of its own where it is printed.
  expect(read('pack/pack.html').match(/<section class="sheet">/g)).toHaveLength(6);
  const json = transitionSchema.parse(JSON.parse(read('pack/transition.json')));
  expect(json).toMatchObject({
    fiscal_year: { start: '2026-07-01', end: '2027-06-30', days: 365 },
    deals_kept: 120000,
    guarantee: { days: 0, credit: 0 },
    not_ready: { letters_without_contact: 2, deals_without_close_date: 0, reps_without_quota: 1 },
  });
});

it('letters are in the language of the contact, from whoever stays, and whole without a contact', async () => {
  const templates = await carve(['init', '--templates', 'templates'], { cwd });
  expect(templates.code).toBe(0);
  mkdirSync(join(cwd, 'templates/de'));
  writeFileSync(
    join(cwd, 'templates/de/letter-realigned.md'),
    'Subject: {{account_name}}\n\nGuten Tag {{contact_name}}, ab {{effective_date_dmy}} {{new_rep_name}}.\n',
  );
  const run = await carve([...usual, '--templates', 'templates', '--out', 'german'], { cwd });
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
  expect(read('german/letters.csv')).toContain(
    '"Guten Tag Sven *Star* [x](y), ab 04.01.2027 Eli Brandt.\n"',
  );
  expect(read('german/letters/A03.md')).toMatch(
    /^To: Q <b>Bold<\/b> & Co <quinn@cobalt\.example> /,
  );
  const leaver = read('german/letters/A10.md');
  expect(leaver).toMatch(/^To: nobody yet[\s\S]*Hello,[\s\S]*Mara Voss/);
  expect(leaver).not.toContain('jo.lee@example.com');
  // Nothing is known of Mara but her name: nobody could write to her.
  expect(leaver).toContain('If anything is unclear, please ask Dov Stern.');
});

it('a manager who is in the rep file signs with title and address', async () => {
  const own = folderOf({
    'reps.csv': readFileSync(at('reps.csv'), 'utf8').replaceAll('Mara Voss', 'Ben Okoro'),
  });
  await carve(
    [
      ...['plan', at('accounts.csv'), 'reps.csv', '--rules', at('rules.csv')],
      ...['--as-of', '2026-12-20', '--out', 'plan', '--quiet'],
    ],
    { cwd: own },
  );
  await carve(['transition', 'plan', '--effective', '2027-01-04', '--out', 'pack', '--quiet'], {
    cwd: own,
  });
  expect(readFileSync(join(own, 'pack/letters/A10.md'), 'utf8')).toMatch(
    /please write to me at ben\.okoro@example\.com\.\n\nKind regards +\nBen Okoro +\nSenior Account Executive\n$/,
  );
});

it('its page is for people: no flag of the command is in it', async () => {
  // Without contacts, from a day on which there are tasks already, and with a renewal that is over by then.
  const shown: string[] = [];
  for (const effective of ['2026-12-21', '2027-02-01']) {
    const run = await carve(
      ['transition', 'plan', '--effective', effective, '--out', `page-${effective}`],
      { cwd },
    );
    shown.push(run.stdout.replace(/\s+/g, ' '));
    const page = read(`page-${effective}/pack.html`);
    const text = page
      .slice(page.indexOf('<body'))
      .replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]+>/g, ' ');
    expect(text.match(/(?<![-\w])--[a-z]\S*/g)).toBeNull();
    expect(text).toContain('6 letters without an addressee: no contacts were given');
  }
  expect(shown[0]).toContain('a later --effective leaves time');
  expect(shown[0]).toContain('(--guarantee DAYS');
  expect(shown[1]).toContain('hand over earlier with --effective');
});

it('says nothing of a look back on a weekend, a day that nobody chose', async () => {
  const run = await carve([...usual, '--out', 'sunday'], { cwd });
  expect(run.stdout).toMatch(/2027-04-04 +RevOps +Look back/);
  expect(run.stdout).not.toContain('weekend');
});

it('tells what is wrong with templates by template, account and column, and writes nothing', async () => {
  mkdirSync(join(cwd, 'bad'));
  writeFileSync(join(cwd, 'bad/letter-leaver.md'), 'Subject: {{contact_email}}\n\n{{nothing}}\n');
  const run = await carve([...usual, '--templates', 'bad', '--out', 'none'], { cwd });
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(
    /bad\/letter-leaver\.md: nothing: is nothing that a letter knows; [\s\S]*contact_email: is empty for the account A10; /,
  );
  writeFileSync(join(cwd, 'bad/letter-leaver.md'), 'Subject: x\n\n{{#contact_name}}\n');
  const open = await carve([...usual, '--templates', 'bad', '--out', 'none'], { cwd });
  expect(open.stderr).toContain('Unclosed section');
  const missing = await carve([...usual, '--templates', 'nowhere', '--out', 'none'], { cwd });
  expect(missing.stderr).toContain('nowhere: is not there');
  expect([open.code, missing.code, existsSync(join(cwd, 'none'))]).toEqual([2, 2, false]);
});

it('tells of every renewal that is due before the account is handed over or called', async () => {
  // Lumen Post renews while its owner, who stays, has it; Boreal Paper on the day it changes hands.
  const accounts = readFileSync(at('accounts.csv'), 'utf8')
    .replace('2027-06-30', '2027-01-06')
    .replace('2027-09-01', '2027-02-01');
  const own = folderOf({ 'accounts.csv': accounts });
  await carve(
    [
      ...['plan', 'accounts.csv', at('reps.csv'), '--rules', at('rules.csv')],
      ...['--as-of', '2026-12-20', '--out', 'plan', '--quiet'],
    ],
    { cwd: own },
  );
  const run = await carve(['transition', 'plan', '--effective', '2027-02-01', '--out', 'pack'], {
    cwd: own,
  });
  const shown = run.stdout.replace(/\s+/g, ' ');
  // Cleo leaves, so nobody who stays sees to the renewal of Gale_Works on the 20th.
  expect(shown).toContain(
    '2 accounts renew before their handover, the first on 2027-01-06, 1 of them without an owner who stays: name somebody',
  );
  expect(shown).toContain(
    '1 account renews after the handover but before its first call, on 2027-02-01: call earlier',
  );
  const json = transitionSchema.parse(
    JSON.parse(readFileSync(join(own, 'pack/transition.json'), 'utf8')),
  );
  expect(json.warnings.filter((one) => one.includes('renew'))).toHaveLength(2);
  const book = (rep: string): string => readFileSync(join(own, `pack/playbooks/${rep}.md`), 'utf8');
  expect(book('R5')).toContain(
    'Renews on 6 January 2027, before the handover of 1 February 2027: Dov Stern has it until then; ask how it stands\n',
  );
  expect(book('R5')).toContain(
    'Renews on 1 February 2027, before the day of the first call: call before\n',
  );
  expect(book('R4')).toContain(
    'see to the renewal of 6 January 2027, which is before you hand over, and say how it ended\n',
  );
  expect(book('R1')).toContain(
    'say where the renewal of 1 February 2027 stands, and that Eli Brandt has to call before it\n',
  );
  expect(book('R2')).toContain('agree with Cleo Park, who is leaving, who calls before\n');
  // In time: nothing is said.
  const early = await carve(['transition', 'plan', '--effective', '2027-01-04', '--out', 'early'], {
    cwd: own,
  });
  expect(early.stdout).not.toMatch(/\brenews?\b/);
});

it('a masked pack holds no name, id, e-mail or amount of the files', async () => {
  await carve([...usual, '--mask', '--quota', 'keep', '--out', 'masked', '--quiet'], { cwd });
  const files = readdirSync(join(cwd, 'masked'), { recursive: true, withFileTypes: true });
  expect(files.length).toBeGreaterThan(20);
  for (const file of files.filter((one) => one.isFile())) {
    const text = readFileSync(join(file.parentPath, file.name), 'utf8');
    const leaks = `${file.name}\n${text}`.match(
      /Aldine|Boreal|Cobalt|Fjord|Gale|Juniper|Lumen|Ruiz|Okoro|Brandt|Voss|@\w+\.example|Pia|\b[ADRC]\d\d?\b|900,?000/,
    );
    expect([file.name, leaks?.[0]]).toEqual([file.name, undefined]);
  }
});

it('a second pack leaves no playbook of the first behind', async () => {
  await carve([...usual, '--out', 'twice', '--quiet'], { cwd });
  const moves = read('plan/assignments.csv');
  await carve(
    [
      'plan',
      at('accounts.csv'),
      at('reps.csv'),
      '--bare',
      '--as-of',
      '2026-12-20',
      '--max-moves',
      '0',
      '--out',
      'other',
      '--quiet',
    ],
    { cwd },
  );
  await carve(['transition', 'other', '--out', 'twice', '--quiet'], { cwd });
  expect(existsSync(join(cwd, 'twice/playbooks/R1.md'))).toBe(false);
  expect(existsSync(join(cwd, 'twice/playbooks/R3.md'))).toBe(true);
  expect(read('plan/assignments.csv')).toBe(moves);
});

it('carve export of a pack holds what takes effect on a day, kept deals when they end', async () => {
  const id = (kind: string, number: number): string => `${kind}5g00000A000${number}`;
  const crm = folderOf({
    'accounts.csv': `Id,Account Name,OwnerId,Region,Potential\n${id('001', 1)},Al,${id('005', 1)},E,1\n${id('001', 2)},Bo,${id('005', 1)},W,2\n`,
    'reps.csv': `Id,Name,Region\n${id('005', 1)},Ann,E\n${id('005', 2)},Bea,W\n`,
    'opps.csv': `Id,AccountId,OwnerId,StageName,Amount,CloseDate\n${id('006', 1)},${id('001', 2)},${id('005', 1)},Negotiation,9,2027-01-10\n${id('006', 2)},${id('001', 2)},${id('005', 1)},Prospecting,9,2027-01-10\n`,
    'contacts.csv': `Id,AccountId,OwnerId,FirstName,LastName\n${id('003', 1)},${id('001', 2)},${id('005', 1)},Cy,Dee\n`,
    'rules.csv': 'rule,metric\nmatch,region\n',
  });
  const quiet = ['--quiet'];
  await carve(
    [
      'plan',
      'accounts.csv',
      'reps.csv',
      '--rules',
      'rules.csv',
      '--out',
      'plan',
      '--as-of',
      '2026-12-20',
      ...quiet,
    ],
    { cwd: crm },
  );
  await carve(
    [
      'transition',
      'plan',
      '--opportunities',
      'opps.csv',
      '--effective',
      '2027-01-04',
      '--out',
      'pack',
      ...quiet,
    ],
    { cwd: crm },
  );
  const on = async (day: string): Promise<Record<string, string>> => {
    const run = await carve(
      [
        'export',
        'pack',
        '--for',
        'salesforce',
        '--on',
        day,
        '--contacts',
        'contacts.csv',
        '--out',
        day,
        ...quiet,
      ],
      { cwd: crm },
    );
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    return Object.fromEntries(
      ['owners', 'rollback', 'opportunities-owners', 'contacts-owners'].map((name) => [
        name,
        readFileSync(join(crm, day, `salesforce-${name}.csv`), 'utf8')
          .split('\n')
          .slice(1, -1)
          .join(' '),
      ]),
    );
  };
  const [ann, bea] = [id('005', 1), id('005', 2)];
  expect(await on('2027-01-04')).toEqual({
    owners: `${id('001', 2)},${bea}`,
    rollback: `${id('001', 2)},${ann}`,
    'opportunities-owners': `${id('006', 2)},${bea}`,
    'contacts-owners': `${id('003', 1)},${bea}`,
  });
  expect(await on('2027-01-24')).toEqual({
    owners: '',
    rollback: '',
    'opportunities-owners': `${id('006', 1)},${bea}`,
    'contacts-owners': '',
  });
  const nothing = await on('2027-02-01');
  expect(Object.values(nothing).join('')).toBe('');
  const days = await carve(['export', 'pack', '--for', 'salesforce'], { cwd: crm });
  const plan = await carve(['export', 'plan', '--for', 'salesforce', '--on', '2027-01-04'], {
    cwd: crm,
  });
  expect([days.code, plan.code]).toEqual([2, 2]);
  writeFileSync(join(crm, 'opps.csv'), 'Id\n');
  const changed = await carve(['export', 'pack', '--for', 'salesforce', '--on', '2027-01-04'], {
    cwd: crm,
  });
  expect(changed.code).toBe(2);
});

it('carve verify works a pack out again, and names the line that differs', async () => {
  await carve(['init', '--templates', 'own'], { cwd });
  await carve([...usual, '--templates', 'own', '--out', 'checked', '--quiet'], { cwd });
  const whole = await carve(['verify', 'checked'], { cwd });
  expect({ code: whole.code, stdout: whole.stdout }).toMatchObject({ code: 0 });
  expect(whole.stdout).toMatch(/^Verified: all \d+ files/);
  const quota = read('checked/quota.csv');
  writeFileSync(join(cwd, 'checked/quota.csv'), quota.replace('282152.64', '282152.65'));
  const wrong = await carve(['verify', 'checked'], { cwd });
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toContain('quota.csv:2: is R1,900000.00,282152.65');
  writeFileSync(join(cwd, 'checked/quota.csv'), quota);
  const json = read('checked/transition.json');
  writeFileSync(join(cwd, 'checked/transition.json'), json.replace('120000', '120001'));
  const sum = await carve(['verify', 'checked', '--format', 'json'], { cwd });
  expect(sum.code).toBe(1);
  expect(JSON.parse(sum.stdout)).toMatchObject({ verified: false });
});

it('verifies packs of files whose headers and stages were told with --map, masked too', async () => {
  const odd = folderOf({
    'deals.csv':
      'Nr,Konto,Phase,Summe,close_date\nX1,A02,Handschlag,40000,2027-01-25\nX2,A06,Idee,9000,2027-02-01\n',
  });
  const maps = [
    ...['opportunity_id=Nr', 'account_id=Konto', 'stage=Phase', 'amount=Summe'].flatMap((one) => [
      '--map',
      `opportunities.${one}`,
    ]),
    ...['--map', 'stage:late=Handschlag', '--map', 'stage:open=Idee'],
  ];
  for (const flags of [[], ['--mask']]) {
    const out = `mapped${flags.join('')}`;
    const args = [...usual, '--opportunities', join(odd, 'deals.csv'), ...maps, ...flags];
    const run = await carve([...args, '--out', out, '--quiet'], { cwd });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    expect(read(`${out}/deals.csv`)).toMatch(/Handschlag,2027-01-25,.+,2027-02-08,late stage/);
    const verified = await carve(['verify', out], { cwd });
    expect([verified.code, verified.stderr]).toEqual([0, '']);
    expect(verified.stdout).toMatch(/^Verified: all \d+ files/);
  }
});

it('tells every fault of flags and files', async () => {
  const faults = folderOf({ 'holidays.csv': 'date\nsoon\n', 'contacts.csv': 'account_id\nA01\n' });
  const flags = await carve(
    [
      'transition',
      'plan',
      '--effective',
      'soon',
      '--fiscal-start',
      '13-01',
      '--quota',
      'half',
      '--guarantee',
      '-1',
    ],
    { cwd },
  );
  expect(flags.code).toBe(2);
  expect(flags.stderr).toMatch(/--effective[\s\S]*--quota[\s\S]*--guarantee[\s\S]*--fiscal-start/);
  const files = await carve(
    [
      'transition',
      'plan',
      '--holidays',
      join(faults, 'holidays.csv'),
      '--contacts',
      join(faults, 'contacts.csv'),
    ],
    { cwd },
  );
  expect(files.code).toBe(2);
  expect(files.stderr).toMatch(/contacts\.csv: has no column contact_name or email/);
  expect(files.stderr).toMatch(/holidays\.csv:2: date: is no date, "soon"/);
});
