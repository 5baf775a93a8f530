import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { planSchema } from '../../src/reports/plan-json.js';
import { carve, folderOf, repo } from './carve.js';

const fixture = (name: string): string => readFileSync(join(repo, 'fixtures/review', name), 'utf8');
const day = ['--as-of', '2026-01-20'];
let cwd = '';
const read = (name: string): string => readFileSync(join(cwd, name), 'utf8');
const run = (...args: string[]) => carve(args, { cwd });

beforeAll(async () => {
  const files = ['accounts.csv', 'reps.csv', 'rules.csv'];
  cwd = folderOf(Object.fromEntries(files.map((name) => [name, fixture(name)])));
  const inputs = ['accounts.csv', 'reps.csv', '--rules', 'rules.csv', '--as-of', '2026-01-05'];
  expect((await run('plan', ...inputs, '--out', 'plan')).code).toBe(0);
  expect((await run('review', 'plan', '--out', 'sheets')).code).toBe(0);
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

  it('plans the rest anew around it', async () => {
    const files = ['maria.csv', '--silence', 'accept', '--cap', '50%'];
    const outcome = await run('review', 'plan', ...files, '--out', 'anew', '--replan', ...day);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain('With the rest planned anew it is');
    expect(read('anew/assignments.csv')).toMatch(/^A02,Birch Labs,R1,/m);
    expect(read('anew/assignments.csv')).toMatch(/^A04,Delta Rail,R2,/m);
    expect((await run('verify', 'anew')).code).toBe(0);
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
