import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { capacitySchema } from '../../src/reports/capacity/capacity-files.js';
import { carve, folderOf, repo } from './carve.js';

const reps = join(repo, 'fixtures/capacity/reps.csv');
const usual = ['--goal', '3M', '--as-of', '2026-04-15'];

it('carve capacity writes months, hires and their assumptions, and exits 1 where it is short', async () => {
  const cwd = folderOf({});
  const run = await carve(['capacity', reps, ...usual, '--exit-code'], { cwd });
  expect(run.code).toBe(1);
  expect(run.stdout).toMatch(/^Short by 1\.25M: 1\.75M of bookings/);
  const read = (name: string): string => readFileSync(join(cwd, 'carve-out', name), 'utf8');
  const months = read('capacity.csv').split('\n');
  expect(months[0]).toBe('month,heads,productive,bookings,cumulative,goal');
  // By hand: 40,000 + 16,000 + 3 × 32,000; from February Ben, at half his ramp, 20,000.
  expect(months[1]).toBe('2026-01,5,4.5,152000,152000,250000');
  expect(months[2]).toBe('2026-02,6,5,172000,324000,500000');
  expect(read('hires.csv').split('\n')[9]).toBe('2026-12,79,16000,1264000');
  const page = read('capacity.html');
  expect(page).toContain('Short by 1.25M');
  expect(page.match(/<svg/g)).toHaveLength(4);
  expect(page).not.toContain('Written to');
  const json = capacitySchema.parse(JSON.parse(read('capacity.json')));
  expect(json).toMatchObject({ reaches_goal: false, attained: 430000, street_quota: 3120000 });
});

it('carve capacity counts people to be hired', async () => {
  const cwd = folderOf({ 'hires.csv': 'start_date,count\n2026-07-01,12\n' });
  const run = await carve(['capacity', reps, ...usual, '--hires', 'hires.csv', '--exit-code'], {
    cwd,
  });
  expect({ code: run.code, head: run.stdout.slice(0, 20) }).toEqual({
    code: 0,
    head: 'The team gets there:',
  });
});

it('carve capacity tells every fault of its files and flags at once', async () => {
  const cwd = folderOf({ 'hires.csv': 'start_date,count\nsoon,some\n', 'reps.csv': 'rep_id\nA\n' });
  const flags = await carve(
    ['capacity', 'reps.csv', '--goal', 'lots', '--season', '50,50,50,50', '--per-rep', '3'],
    { cwd },
  );
  expect(flags.code).toBe(2);
  expect(flags.stderr).toMatch(/--goal[\s\S]*--season[\s\S]*--per-rep/);
  const files = await carve(['capacity', 'reps.csv', ...usual, '--hires', 'hires.csv'], { cwd });
  expect(files.stderr).toMatch(/hires\.csv:2: start_date[\s\S]*hires\.csv:2: count/);
  const nobody = await carve(['capacity', 'reps.csv', ...usual], { cwd });
  expect(nobody.stderr).toContain('has no quota of anybody');
  expect([files.code, nobody.code]).toEqual([2, 2]);
});
