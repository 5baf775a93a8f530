import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { planSchema } from '../../src/reports/plan-json.js';
import { carve, folderOf, repo } from './carve.js';

const fixture = (name: string): string => readFileSync(join(repo, 'fixtures/review', name), 'utf8');
const day = ['--as-of', '2026-01-20'];
let cwd = '';
let sentOut = '';
const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
const run = (...args: string[]) => carve(args, { cwd });

beforeAll(async () => {
  const files = ['accounts.csv', 'reps.csv', 'rules.csv'];
  cwd = folderOf(Object.fromEntries(files.map((name) => [name, fixture(name)])));
  const inputs = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--as-of', '2026-01-05'];
  expect((await run('plan', ...inputs, '--out', 'plan')).code).toBe(0);
  const sheets = await run('review', 'plan', '--out', 'sheets');
  expect(sheets.code).toBe(0);
  sentOut = sheets.stdout;
});

/** A sheet with decisions in it, and further rows. */
function answered(
  name: string,
  decisions: Readonly<Record<string, string>>,
  ...more: string[]
): string {
  const lines = read(`sheets/${name}.csv`)
    .trimEnd()
    .split('\n')
    .map((line) => {
      const decision = decisions[line.split(',')[1]];
      return decision === undefined ? line : line.replace(/,,,,$/, `${decision}`);
    });
  return `${[...lines, ...more].join('\n')}\n`;
}

describe('carve review PLAN', () => {
  it('writes a workbook and a CSV for each manager', () => {
    expect(readdirSync(join(cwd, 'sheets')).sort()).toEqual([
      'Maria-Ortiz.csv',
      'Maria-Ortiz.xlsx',
      'Tom-O-Hara.csv',
      'Tom-O-Hara.xlsx',
      'no-manager.csv',
      'no-manager.xlsx',
    ]);
    expect(read('sheets/no-manager.csv').split('\n')[0]).toBe(
      'manager,account_id,account_name,from,to,potential,arr,reason,decision,to_rep_id,why,by,correction',
    );
  });

  it('counts as the plan does: who had no owner changes no hands', () => {
    expect(sentOut).toMatch(
      /^3 sheets to send out: 6 accounts change hands, 2 get their first owner\n/,
    );
  });

  it('prices a reject in the workbook, or says why it would not be taken', async () => {
    // Alpha's child goes along with it to Bo, who alone works the West; Dot's owner is gone, Eve had none.
    const own = folderOf({
      'accounts.csv': `account_id,account_name,owner,region,parent_id,potential
A,Alpha,,West,,30
B,Beta,ann,East,A,30
C,Coda,ann,East,,30
D,Dot,zoe@old.example,East,,30
E,Eve,,East,,30
`,
      'reps.csv': 'rep_id,rep_name,region\nann,Ann Lee,East\nbo,Bo Chen,West|East\n',
      'rules.csv': `rule,name,metric,level\nmatch,Own region,region,must\ntogether,Families,,must\n`,
    });
    const inputs = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--as-of', '2026-01-05'];
    await carve(['plan', ...inputs, '--out', 'plan', '--quiet'], { cwd: own });
    await carve(['review', 'plan', '--out', 'sheets'], { cwd: own });
    const { sheets } = await readXlsx(readFileSync(join(own, 'sheets/no-manager.xlsx')));
    const [head, ...rows] = sheets[0].rows;
    const cell = (id: string, column: string): unknown =>
      rows.find((row) => row[1] === id)?.[head.indexOf(column)] ?? '';
    expect(cell('B', 'reject_not_taken')).toBe(
      'breaks Own region (row 2), read on the head of its family, Alpha; Families (row 3)',
    );
    expect(cell('D', 'reject_not_taken')).toBe(
      'there is nobody to go back to: zoe@old.example is not on the roster',
    );
    expect(cell('E', 'reject_not_taken')).toBe(
      'there is nobody to go back to: nobody had it before',
    );
    expect(['B', 'D', 'E'].map((id) => cell(id, 'reject_price'))).toEqual(['', '', '']);
    // What is read back says the same.
    const csv = readFileSync(join(own, 'sheets/no-manager.csv'), 'utf8');
    writeFileSync(join(own, 'back.csv'), csv.replace(/,,,,$/gm, 'reject,,known there,,'));
    await carve(['review', 'plan', 'back.csv', '--out', 'back'], { cwd: own });
    const conflicts = readFileSync(join(own, 'back/conflicts.csv'), 'utf8');
    expect(conflicts).toContain(String(cell('B', 'reject_not_taken')));
    expect(conflicts).toContain('nobody had it before');
  });

  it('tells how many accounts are open where managers share some', async () => {
    const { stdout } = await run('review', 'plan', 'sheets/Maria-Ortiz.csv', '--out', 'open');
    expect(stdout).toMatch(/^Not done yet: 8 accounts still open/);
    // 5, 5 and 2 on the sheets.
    expect(stdout).toContain("  Some are on two managers' sheets: 8 accounts in all.\n");
  });

  it('lets nothing be typed in a workbook but the answers', async () => {
    const { sheets } = await readXlsx(readFileSync(join(cwd, 'sheets/Maria-Ortiz.xlsx')), {
      readStyles: true,
    });
    const [sheet, choices] = sheets;
    expect(sheet.protection?.sheet).not.toBe(false);
    expect(sheet.dataValidations?.map(({ range, formula1 }) => [range, formula1])).toEqual([
      ['I2:I34', "'Choices'!$A$1:$A$3"],
      ['J2:J34', "'Choices'!$B$1:$B$5"],
    ]);
    expect(choices.hidden).toBe(true);
    expect(choices.rows.map((row) => row[1])).toContain('R2 (Ben Cole)');
    const isOpen = (at: string): boolean =>
      sheet.cells?.get(at)?.style?.protection?.locked === false;
    expect([isOpen('1,8'), isOpen('1,12'), isOpen('1,1'), isOpen('10,1')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});

describe('carve review PLAN FILES', () => {
  it('gives the plan itself where all is accepted', async () => {
    const names = ['Maria-Ortiz', 'Tom-O-Hara', 'no-manager'];
    for (const name of names) {
      const csv = read(`sheets/${name}.csv`).replaceAll(/,,,,$/gm, 'accept,,,,');
      writeFileSync(join(cwd, `${name}.csv`), csv);
    }
    const files = names.map((name) => `${name}.csv`);
    const outcome = await run('review', 'plan', ...files, '--out', 'same', ...day);
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/^The round is closed: nothing was changed by hand/);
    expect(read('same/assignments.csv')).toBe(read('plan/assignments.csv'));
    expect(planSchema.parse(JSON.parse(read('same/plan.json')))).toMatchObject({
      review: { taken: 0, open: 0, conflicts: 0, by_hand: 0, price: 0 },
      from: { path: '../plan' },
    });
    expect((await run('verify', 'same')).code).toBe(0);
  });

  it('takes what it can, names what is in conflict, and makes a plan that verifies', async () => {
    writeFileSync(
      join(cwd, 'maria.csv'),
      answered(
        'Maria-Ortiz',
        { A02: 'reject,,old friend,,', A04: 'accept,,,,', A15: 'reject,,no,,' },
        ',A07,,,,,,,move,ann lee,wants it,,',
      ),
    );
    // A workbook as a spreadsheet program saves it: the table alone.
    const rows = answered('Tom-O-Hara', { A08: 'ACCEPT,,,,', A09: 'reject,,late stage,,' })
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/"[^"]*"/, 'x').split(','));
    const book = await writeXlsx({ sheets: [{ name: 'Tom', rows }] });
    writeFileSync(join(cwd, 'tom.xlsx'), book);
    writeFileSync(join(cwd, 'none.csv'), answered('no-manager', { A09: 'accept,,,,' }));
    const files = ['none.csv', 'tom.xlsx', 'maria.csv', 'maria.csv'];
    const outcome = await run('review', 'plan', ...files, '--out', 'taken', ...day);
    expect(outcome.code).toBe(1);
    const conflicts = read('taken/conflicts.csv').trimEnd().split('\n').slice(1);
    expect(conflicts.map((line) => line.split(',').slice(0, 2).join(' '))).toEqual([
      'A07 rule',
      'A09 disagree',
      'A15 nobody to go back to',
    ]);
    const register = read('taken/overrides.csv');
    expect(register).toMatch(
      /,A02,reject,R1,Maria Ortiz,Maria Ortiz,2026-01-20,old friend,0\.0\d+,,,taken\n/,
    );
    expect(read('taken/assignments.csv')).toMatch(/^A02,Birch Labs,R1,/m);
    expect((await run('verify', 'taken')).code).toBe(0);
    const changed = register.replace(',A02,reject,R1,', ',A02,reject,R2,');
    writeFileSync(join(cwd, 'taken/overrides.csv'), changed);
    expect((await run('verify', 'taken')).code).toBe(1);
    writeFileSync(join(cwd, 'taken/overrides.csv'), register);
  });

  it('is a rule before all others to every later plan, until it expires', async () => {
    const inputs = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--as-of', '2026-01-21'];
    const given = [...inputs, '--overrides', 'taken/overrides.csv'];
    expect((await run('plan', ...given, '--out', 'later', '--quiet')).code).toBe(0);
    const { rules } = planSchema.parse(JSON.parse(read('later/plan.json')));
    expect(rules[0]).toMatchObject({ row: 'overrides.csv:2', rule: 'assign', status: 'met' });
    expect(read('later/assignments.csv')).toMatch(/^A02,Birch Labs,R1,/m);
    expect((await run('verify', 'later')).code).toBe(0);
    const expired = read('taken/overrides.csv').replace(/,,,taken$/gm, ',,2026-01-20,taken');
    writeFileSync(join(cwd, 'expired.csv'), expired);
    const outcome = await run('plan', ...inputs, '--overrides', 'expired.csv', '--out', 'after');
    expect(outcome.stderr).toContain('expired.csv: 0 of');
  });

  it('is listed with its price by the rebalance that keeps it', async () => {
    const args = ['rebalance', 'taken', 'taken', 'reps.csv', '--overrides', 'taken/overrides.csv'];
    const outcome = await run(...args, '--as-of', '2026-01-21', '--out', 'kept');
    expect(outcome.code).toBe(0);
    expect(outcome.stdout.replace(/\s+/g, ' ')).toMatch(
      /Decided by hand, before all rules Rejected move: A02 \(overrides\.csv:2\): price \+0\.0\d+; old friend; by Maria Ortiz/,
    );
    expect((await run('verify', 'kept')).code).toBe(0);
  });

  it('plans the rest anew around it', async () => {
    const files = ['maria.csv', '--silence', 'accept', '--cap', '50%'];
    const outcome = await run('review', 'plan', ...files, '--out', 'anew', '--replan', ...day);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain('With the rest planned anew it is');
    expect(read('anew/assignments.csv')).toMatch(/^A02,Birch Labs,R1,/m);
    expect(read('anew/assignments.csv')).toMatch(/^A04,Delta Rail,R2,/m);
    expect((await run('verify', 'anew')).code).toBe(0);
  });

  it('takes a workbook that people rearranged: rows deleted, columns in another order, names for ids', async () => {
    const { sheets } = await readXlsx(readFileSync(join(cwd, 'sheets/Maria-Ortiz.xlsx')));
    const [header, ...rows] = sheets[0].rows;
    const at = (name: string): number => header.indexOf(name);
    const answers = rows.filter((row) => row[at('account_id')] !== null);
    expect(answers.map((row) => row[at('account_id')])).toEqual(['A02', 'A04', 'A15']);
    const typed = answers.slice(0, 2).map((row, index) =>
      row.map((cell, column) => {
        if (column === at('decision')) return index === 0 ? ' Move ' : 'ACCEPT';
        if (column === at('to_rep_id') && index === 0) return 'ann lee';
        return column === at('why') && index === 0 ? 'knows them' : cell;
      }),
    );
    const order = header.map((_, column) => (column * 5) % header.length);
    expect(new Set(order).size).toBe(header.length);
    const turned = [header, ...typed].map((row) => order.map((column) => row[column] ?? null));
    writeFileSync(
      join(cwd, 'turned.xlsx'),
      await writeXlsx({ sheets: [{ name: 'M', rows: turned }] }),
    );
    const args = ['review', 'plan', 'turned.xlsx', '--out', 'turned', '--cap', '1', ...day];
    const outcome = await run(...args);
    expect(outcome.code).toBe(1);
    // The deleted row is open, like those of the sheets that did not come back.
    expect(planSchema.parse(JSON.parse(read('turned/plan.json'))).review).toMatchObject({
      taken: 1,
      conflicts: 0,
    });
    expect(read('turned/overrides.csv')).toMatch(/,A02,move,R1,/);
    expect(outcome.stdout).toMatch(/Maria Ortiz +1\n/);
    expect((await run('verify', 'turned')).code).toBe(0);
  });

  it('tells a workbook that people spoilt by its cells', async () => {
    const { sheets } = await readXlsx(readFileSync(join(cwd, 'sheets/Maria-Ortiz.xlsx')));
    const rows = sheets[0].rows.slice(0, 4).map((row) => [...row]);
    const at = (name: string): number => rows[0].indexOf(name);
    rows[1][at('decision')] = 'accept';
    rows[2][at('decision')] = null;
    // The answer and the rep in each other's columns.
    rows[3][at('decision')] = 'R2 (Ben Cole)';
    rows[3][at('to_rep_id')] = 'move';
    const merges = [{ startRow: 1, endRow: 2, startCol: at('decision'), endCol: at('decision') }];
    const spoilt = await writeXlsx({ sheets: [{ name: 'M', rows, merges }] });
    writeFileSync(join(cwd, 'spoilt.xlsx'), spoilt);
    const without = rows.map((row) => row.filter((_, column) => column !== at('decision')));
    const bare = await writeXlsx({ sheets: [{ name: 'M', rows: without }] });
    writeFileSync(join(cwd, 'bare.xlsx'), bare);
    const args = ['review', 'plan', 'spoilt.xlsx', 'bare.xlsx', '--out', 'spoilt'];
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    const said = stderr.replace(/\s+/g, ' ');
    for (const words of [
      'spoilt.xlsx (sheet M):2: decision: is merged with the cells down to row 3',
      'spoilt.xlsx (sheet M):4: decision: is no decision, "R2 (Ben Cole)"',
      'spoilt.xlsx (sheet M):4: to_rep_id: is not on the roster, "move"',
      'bare.xlsx (sheet M):1: has no column "decision"',
    ])
      expect(said).toContain(words);
    expect(readdirSync(cwd)).not.toContain('spoilt');
  });

  it('prints JSON that its schemas accept', async () => {
    const schemaOf = (name: string) => {
      const text = readFileSync(join(repo, `dist/${name}.schema.json`), 'utf8');
      return new Ajv2020({ strict: false }).compile(JSON.parse(text));
    };
    const out = await run('review', 'plan', '--out', 'as-json', '--format', 'json');
    const sheets = JSON.parse(out.stdout);
    const ofSheets = schemaOf('review');
    expect(ofSheets(sheets), JSON.stringify(ofSheets.errors)).toBe(true);
    expect(sheets.sheets.map(({ manager }: { manager: string }) => manager)).toContain(
      'no-manager',
    );
    expect(ofSheets({ ...sheets, sheets: [{ manager: 'M' }] })).toBe(false);
    const back = ['review', 'plan', 'maria.csv', '--out', 'read-back', '--format', 'json', ...day];
    const ofPlans = schemaOf('plan');
    const plan = JSON.parse((await run(...back)).stdout);
    expect(ofPlans(plan), JSON.stringify(ofPlans.errors)).toBe(true);
    expect(plan.review.taken).toBeGreaterThan(0);
  });

  it('tells the round in carve report, the alarm first', async () => {
    const told = async (...args: string[]): Promise<string> =>
      (await run('report', ...args)).stdout.replace(/\s+/g, ' ');
    // One of the plan's eight moves was sent back.
    const text = await told('taken');
    expect(text).toContain(
      "The managers' round Too much was decided by hand: 1 account, 13 % of what changed hands, more than 10 %; 3 conflicts not settled, 3 accounts nobody answered for. The rules do not say what managers want.",
    );
    expect(text).toMatch(/All of it together changed the score by \+0\.0\d+\./);
    expect(text).toContain('old friend (Maria Ortiz)');
    const markdown = await told('taken', '--format', 'markdown');
    expect(markdown).toMatch(/\| Birch Labs \| reject \| Ann Lee \| Maria Ortiz \| old friend \|/);
    // Names stand for others there: who decided what, and why, is not told.
    expect(await told('taken', '--mask')).not.toContain('old friend');
    expect(await told('same')).toContain("The managers' round Nothing was changed by hand.");
    expect(await told('plan')).not.toContain("The managers' round");
  });

  it('tells typos by their cells, and writes nothing', async () => {
    writeFileSync(
      join(cwd, 'typos.csv'),
      answered('Maria-Ortiz', { A02: 'acept,,,,', A04: 'move,R77,x,,' }),
    );
    const outcome = await run('review', 'plan', 'typos.csv', 'e.csv', '--out', 'typos');
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('typos.csv:2: decision: is no decision, "acept"');
    expect(outcome.stderr).toContain('typos.csv:3: to_rep_id: is not on the roster, "R77"');
    expect(outcome.stderr).toContain('e.csv: is not there');
    expect(readdirSync(cwd)).not.toContain('typos');
  });
});
