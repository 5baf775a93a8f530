import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readRecords } from '../../src/inputs/csv/records.js';
import { carve, repo } from './carve.js';

const fixture = join(repo, 'fixtures/opportunities/basic');
const given = [
  'accounts.csv',
  'reps.csv',
  '--opportunities',
  'opportunities.csv',
  '--activities',
  'activities.csv',
  '--owner-from',
  'opportunities',
  '--map',
  'stage:won=Signed',
  '--as-of',
  '2026-01-15',
];

/** The rows of a file, each by its header. */
function rowsOf(...path: string[]): Record<string, string>[] {
  const rows: Record<string, string>[] = [];
  readRecords(
    'file.csv',
    readFileSync(join(...path)),
    (header) => (cells) => {
      rows.push(Object.fromEntries(header.map((name, at) => [name, cells[at]])));
    },
    { mayBeEmpty: true },
  );
  return rows;
}

describe('opportunities and activities, planned with', () => {
  let folder: string;
  const at = (...args: string[]) => carve(args, { cwd: folder });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carve-test-'));
    cpSync(fixture, folder, { recursive: true });
    // Acme goes where its pipeline is, all else stays.
    writeFileSync(
      join(folder, 'rules.csv'),
      [
        'rule,accounts,reps,metric,max,level',
        'keep,open_pipeline < 1000,,,,',
        'match,open_pipeline >= 1000; touches_90d >= 2; win_rate > 50%,rep_name = Cy,,,',
        'balance,,,won_amount,,',
        'score,,,late_stage_pipeline,,',
        'assign,account_name = GTX Pro,rep_name = Cy,,,',
        '',
      ].join('\n'),
    );
    const planned = await at('plan', ...given, '--rules', 'rules.csv', '--out', 'plan', '--quiet');
    expect(planned).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('owners and amounts are where the plan says', () => {
    const owners = rowsOf(folder, 'plan/assignments.csv').map(
      ({ account_name, previous_rep_id, rep_id }) => [account_name, previous_rep_id, rep_id],
    );
    const [ann, bo, cy] = ['005A0000001AaAa', '005A0000001BbBb', '005A0000001CcCc'];
    expect(owners).toEqual([
      ['Acme', ann, cy],
      // Bo and Cy have one each, and Cy's closes later.
      ['Beta GmbH', cy, cy],
      ['Gamma', bo, bo],
      // Cy's closed in 2026, Ann's in 2025.
      ['Delta', cy, cy],
      ['GTX Pro', '', cy],
    ]);
    expect(rowsOf(folder, 'plan/moves.csv')[0].open_pipeline).toBe('3500');
  });

  test('plan.json names the files and where owners came from', () => {
    const { inputs, options } = JSON.parse(readFileSync(join(folder, 'plan/plan.json'), 'utf8'));
    expect(inputs.opportunities).toMatchObject({ path: '../opportunities.csv', rows: 13 });
    expect(inputs.activities).toMatchObject({ path: '../activities.csv', rows: 6 });
    expect(options).toMatchObject({ owner_from: 'opportunities', map: ['stage:won=Signed'] });
  });

  test('verify and explain read them again, and know when they are others', async () => {
    expect(await at('verify', 'plan')).toMatchObject({ code: 0, stderr: '' });
    expect(await at('explain', 'plan', 'Acme')).toMatchObject({ code: 0, stderr: '' });
    const text = readFileSync(join(folder, 'opportunities.csv'), 'utf8');
    writeFileSync(join(folder, 'others.csv'), text.replace('Pilot,$80.00', 'Pilot,$81.00'));
    const other = await at('verify', 'plan', '--opportunities', 'others.csv');
    expect(other.code).toBe(1);
    const refused = await at('explain', 'plan', '--opportunities', 'others.csv');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('others.csv: has changed since the plan was made');
  });

  test('check, scenarios and validate take them too', async () => {
    const checked = await at('check', ...given, '--rules', 'rules.csv', '--format', 'json');
    expect(checked.code).toBe(1);
    const json = JSON.parse(checked.stdout);
    expect(json.options.owner_from).toBe('opportunities');
    expect(json.inputs.activities.rows).toBe(6);
    const several = await at('scenarios', ...given, '--rules', 'rules.csv', '--out', 'several');
    expect(several.code).toBe(0);
    expect(await at('verify', 'several/evenness')).toMatchObject({ code: 0 });
    const validated = await at('validate', ...given, '--format', 'csv');
    expect(validated.code).toBe(0);
    const codes = validated.stdout.split('\n').map((line) => line.split(',')[1]);
    expect(codes).toEqual(
      expect.arrayContaining([
        'account-not-found',
        'rows-without-account',
        'opportunity-owner-unknown',
      ]),
    );
    expect(validated.stdout).toContain('GTX Pro');
  });

  test('export: open opportunities and contacts go along, and come back', async () => {
    writeFileSync(
      join(folder, 'ids.csv'),
      readFileSync(join(folder, 'opportunities.csv'), 'utf8')
        .replace('Opportunity Owner', 'Owner ID')
        .replaceAll(',Ann,', ',005A0000001AaAa,')
        .replaceAll(',Bo,', ',005A0000001BbBb,')
        .replaceAll(',Cy,', ',005A0000001CcCc,'),
    );
    writeFileSync(
      join(folder, 'owned.csv'),
      readFileSync(join(folder, 'accounts.csv'), 'utf8')
        .replaceAll(',Ann,', ',005A0000001AaAa,')
        .replaceAll(',Bo,', ',005A0000001BbBb,'),
    );
    const files = given.map((one) =>
      one === 'accounts.csv' ? 'owned.csv' : one === 'opportunities.csv' ? 'ids.csv' : one,
    );
    const planned = await at('plan', ...files, '--rules', 'rules.csv', '--out', 'ids', '--quiet');
    expect(planned.code).toBe(0);
    const load = (out: string, ...flags: string[]) =>
      at('export', 'ids', '--for', 'salesforce', '--out', out, '--format', 'json', ...flags);
    const all = await load('all', '--contacts', 'contacts.csv');
    expect(all).toMatchObject({ code: 0 });
    const rows = (out: string, name: string) =>
      rowsOf(folder, out, `salesforce-${name}.csv`).map(({ Id, OwnerId }) => [Id, OwnerId]);
    const [ann, cy] = ['005A0000001AaAa', '005A0000001CcCc'];
    // Today's owners of Beta, Delta and GTX Pro are not in the CRM: opportunities made them.
    expect(rows('all', 'owners').map(([id]) => id.slice(-1))).toEqual(['E', 'F', 'H', 'I']);
    expect(rows('all', 'rollback')).toEqual([['001A000001AbCdE', ann]]);
    // Acme's open one of Ann, Beta's of Bo; Cy's own ones need nothing.
    expect(rows('all', 'opportunities-owners')).toEqual([
      ['006A00000000001', cy],
      ['006A00000000007', cy],
    ]);
    expect(rows('all', 'opportunities-rollback')).toEqual([
      ['006A00000000001', ann],
      ['006A00000000007', '005A0000001BbBb'],
    ]);
    expect(rows('all', 'contacts-owners')).toEqual([['003A00000000001', cy]]);
    expect(rows('all', 'contacts-rollback')).toEqual([['003A00000000001', ann]]);

    const owned = JSON.parse((await load('owned', '--open-opportunities', 'owned')).stdout);
    expect(owned.left_out.opportunities_staying).toBe(2);
    expect(rows('owned', 'opportunities-owners')).toEqual([['006A00000000001', cy]]);
    await load('stay', '--open-opportunities', 'stay');
    expect(rows('stay', 'opportunities-owners')).toEqual([]);
    const names = await at('export', 'plan', '--for', 'salesforce', '--out', 'refused');
    expect(names.code).toBe(2);
    expect(names.stderr).toContain('opportunities.csv');
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });

  test('--owner-from without opportunities, and files that are not there, are refused', async () => {
    const alone = await at('plan', 'accounts.csv', 'reps.csv', '--owner-from', 'opportunities');
    expect(alone.code).toBe(2);
    expect(alone.stderr).toContain('--opportunities FILE');
    const missing = await at('plan', 'accounts.csv', 'reps.csv', '--activities', 'none.csv');
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toContain('none.csv: is not there');
  });
});

const shared = join(repo, '../shared/data');

describe.skipIf(!existsSync(shared))('real exports, one command each', () => {
  const out = (): string => join(mkdtempSync(join(tmpdir(), 'carve-test-')), 'plan');
  const plan = async (...args: string[]) => {
    const folder = out();
    const flags = ['--as-of', '2025-04-01', '--effort', 'quick', '--out', folder];
    const outcome = await carve([
      'plan',
      ...args.map((one) => one.replace('DATA', shared)),
      ...flags,
    ]);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect((await carve(['verify', folder])).code).toBe(0);
    return { folder, notes: outcome.stderr };
  };

  test('Dynamics: accounts, users and opportunities', async () => {
    const { folder, notes } = await plan(
      'DATA/dynamics365_demo/Account.csv',
      'DATA/dynamics365_demo/User.csv',
      '--opportunities',
      'DATA/dynamics365_demo/Opportunity.csv',
    );
    expect(notes).toContain('owners who are no reps: "Matisha Ladiwala" (37)');
    expect(rowsOf(folder, 'moves.csv').some(({ open_pipeline }) => Number(open_pipeline) > 0)).toBe(
      true,
    );
  });

  test('Maven: accounts, teams and pipeline, with owners from it', async () => {
    const { folder, notes } = await plan(
      'DATA/maven_crm/accounts.csv',
      'DATA/maven_crm/sales_teams.csv',
      '--opportunities',
      'DATA/maven_crm/sales_pipeline.csv',
      '--owner-from',
      'opportunities',
    );
    expect(notes).toContain('1425 opportunities without an account count nowhere');
    expect(notes).toContain('owners: 85 accounts without one');
    const owners = rowsOf(folder, 'assignments.csv');
    expect(owners).toHaveLength(85);
    // Vicki Laflamme and Kami Bicknell hold 12 of Blackzim each; hers closed last.
    const blackzim = owners.find(({ account_id }) => account_id === 'Blackzim');
    expect(blackzim?.previous_rep_id).toBe('Vicki Laflamme');
  });
});
