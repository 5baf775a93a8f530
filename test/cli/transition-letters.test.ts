import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { csv } from '../transition/naive.js';
import { carve, folderOf } from './carve.js';

const contacts = `contact_id,account_id,contact_name,email,title,primary,language
C2,A1,Li Wei,li@al.example,CFO,yes,
C1,A1,Ana Souza,ana@al.example,CEO,yes,
C3,A1,Not Asked,no@al.example,,,
C4,A2,Uta Kern,uta@bo.example,,yes,de-AT
C5,A2,Sven Holm,sven@bo.example,,x,de
C6,A3,Only One,one@cy.example,,,fr
C7,A4,Kai Berg,,,yes,
C8,A4,,desk@di.example,,yes,
`;

let cwd = '';

/** A1 and A2 go from Ann to Bea; A3 to A4 lose their owner. */
beforeAll(async () => {
  cwd = folderOf({
    'accounts.csv':
      'account_id,account_name,owner,type,region,potential,arr\n' +
      'A1,Al,R1,Customer,W,1,$100\nA2,Bo,R1,Customer,W,1,$200\n' +
      'A3,Cy,R3,Customer,W,1,$50\nA4,Di,R3,Customer,W,1,$50\nA5,Ed,R1,Customer,E,9,$1\n',
    'reps.csv':
      'rep_id,rep_name,email,manager,region,quota,status\nR1,Ann Lee,ann@x.example,mo@x.example,E,1000,active\n' +
      'R2,Bea Roth,bea@x.example,mo@x.example,W,1000,active\nR3,Cat Poe,,m77,E,1000,left\n',
    'rules.csv': 'rule,metric\nmatch,region\n',
    'contacts.csv': contacts,
  });
  const plan = ['plan', 'accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--out', 'plan'];
  await carve([...plan, '--as-of', '2026-12-20', '--quiet'], { cwd });
});

const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');

async function pack(out: string, ...flags: string[]): Promise<void> {
  const own = flags.includes('--contacts') ? [] : ['--contacts', 'contacts.csv'];
  const run = await carve(
    [
      ...['transition', 'plan', '--effective', '2027-01-04', ...own],
      ...['--out', out, '--quiet', ...flags],
    ],
    { cwd },
  );
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
}

it('greets all primary contacts of an account; the addressee is the one with the least id', async () => {
  await pack('pack');
  const rows = csv(read('pack/letters.csv'));
  expect(
    rows.map(({ account_id, contact, email, cc }) => [account_id, contact, email, cc]),
  ).toEqual([
    ['A1', 'Ana Souza', 'ana@al.example', 'li@al.example'],
    ['A2', 'Uta Kern', 'uta@bo.example', 'sven@bo.example'],
    ['A3', 'Only One', 'one@cy.example', ''],
    ['A4', 'Kai Berg', '', 'desk@di.example'],
  ]);
  expect(rows.map(({ body }) => body.split('\n')[0])).toEqual([
    'Dear Ana Souza and Li Wei,',
    'Dear Uta Kern and Sven Holm,',
    'Dear Only One,',
    'Dear Kai Berg,',
  ]);
  expect(read('pack/letters/A1.md')).toMatch(
    /^To: Ana Souza <ana@al\.example> {2}\nCc: Li Wei <li@al\.example> {2}\nSend on: /,
  );
  // A manager who is but an address or an id does not sign with it.
  expect(rows[2].body).toContain('Kind regards\nYour account team\n');
  expect(JSON.parse(read('pack/transition.json')).warnings).toContain(
    '1 letter to a contact without an e-mail address',
  );
});

it('a pack whose letters have one addressee each has the columns of a plain mail merge', async () => {
  writeFileSync(join(cwd, 'one.csv'), contacts.replace(/,(yes|x),/g, ',,'));
  await pack('single', '--contacts', 'one.csv');
  expect(read('single/letters.csv').split('\n')[0]).toBe(
    'account_id,contact,email,template,subject,send_on,body',
  );
});

it('more than three primary contacts are none: the letter is to the first alone', async () => {
  const all = ['C1', 'C2', 'C3', 'C4'].map((id) => `${id},A1,P ${id},${id}@al.example,yes`);
  writeFileSync(
    join(cwd, 'all.csv'),
    `contact_id,account_id,contact_name,email,primary\n${all.join('\n')}\n`,
  );
  await pack('many', '--contacts', 'all.csv');
  expect(csv(read('many/letters.csv'))[0].body).toMatch(/^Dear P C1,\n/);
});

it('another language is a folder: its days, its "and", for contacts of that language alone', async () => {
  await carve(['init', '--templates', 'templates', '--quiet'], { cwd });
  mkdirSync(join(cwd, 'templates/de'));
  writeFileSync(
    join(cwd, 'templates/de/letter-realigned.md'),
    'Subject: {{new_rep_name}} betreut {{account_name}}\n\nGuten Tag {{contact_names}},\n\n' +
      'ab dem {{effective_date}} ist {{new_rep_name}} für Sie{{#several_contacts}} beide{{/several_contacts}} da.\n',
  );
  await pack('german', '--templates', 'templates');
  const rows = csv(read('german/letters.csv'));
  expect(rows.map(({ template }) => template)).toEqual([
    'letter-realigned',
    'de/letter-realigned',
    'letter-leaver',
    'letter-leaver',
  ]);
  expect(rows[1].body).toBe(
    'Guten Tag Uta Kern und Sven Holm,\n\nab dem 4. Januar 2027 ist Bea Roth für Sie beide da.\n',
  );
  expect(rows[2].body).toMatch(/^Dear Only One,\n\nCat Poe no longer looks after Cy\./);
  const verified = await carve(['verify', 'german'], { cwd });
  expect([verified.code, verified.stdout.slice(0, 9)]).toEqual([0, 'Verified:']);
});

it('says nothing of a day that is over when the letter goes out', async () => {
  writeFileSync(
    join(cwd, 'deals.csv'),
    'opportunity_id,account_id,stage,amount,close_date\n' +
      'D1,A1,Negotiation,10,2027-01-05\nD2,A2,Negotiation,10,2027-02-20\n',
  );
  await pack('late', '--opportunities', 'deals.csv');
  const [a1, a2] = csv(read('late/letters.csv'));
  // Kept until 19 January; letters of wave 3 go out on the 25th.
  expect([a1.send_on, a2.send_on]).toEqual(['2027-01-25', '2027-01-25']);
  expect(a1.body).not.toMatch(/sign|19 January|4 January/);
  expect(a1.body).toContain('My colleague Bea Roth now looks after Al.');
  expect(a2.body).toContain('I will finish with you myself, until 5 March 2027.');
});

it('money is told in its currency, and masked in none', async () => {
  await pack('money', '--quota', 'keep', '--opportunities', 'deals.csv');
  expect(read('money/playbooks/R2.md')).toContain('ARR $100.00; open pipeline $10.00');
  expect(read('money/playbooks/R1.md')).toContain('Quota today: $1,000.00');
  // As figures, files have none.
  expect(read('money/quota.csv')).toContain('R1,1000.00,');
  expect(read('money/pack.html')).toContain('<th scope="col" class="n">before, $</th>');
  await pack('masked', '--mask', '--opportunities', 'deals.csv');
  for (const name of ['pack.html', 'letters.csv', 'deals.csv'])
    expect(read(`masked/${name}`)).not.toContain('$');
});
