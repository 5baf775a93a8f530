import { expect, test } from 'vitest';
import { planOptions } from '../../src/cli/options.js';
import { keptOfPlan, readOptions, writtenOptions } from '../../src/reports/kept-options.js';
import type { PlanOptions } from '../../src/reports/plan-parts.js';
import { plainOptions } from './plan-options.js';

const everything: PlanOptions = {
  seed: 7,
  effort: 'thorough',
  bare: false,
  drafted: true,
  weights: new Map([['potential', 2]]),
  shareBy: 'quota',
  potentialCap: false,
  ownerFrom: 'opportunities',
  map: ['owner=Rep'],
  locate: true,
  samePlaces: true,
  acceptedStay: true,
  forms: { reps: { decimal: ',' } },
  maxMoves: 0,
  timeLimitSeconds: 1.5,
  relaxations: [{ file: 'reps.csv', row: 2, column: 'max_accounts', from: '1', to: '2' }],
};

test('plan.json gives every option back', () => {
  expect(readOptions(keptOfPlan, writtenOptions(keptOfPlan, everything))).toEqual(everything);
});

test('what was not said is null or not there', () => {
  const reported = writtenOptions(keptOfPlan, {
    ...plainOptions,
    forms: { accounts: {}, reps: {} },
  });
  expect(Object.keys(reported)).toEqual([
    'seed',
    'effort',
    'bare',
    'drafted',
    'weights',
    'share_by',
    'potential_cap',
    'map',
    'max_moves',
    'time_limit_s',
  ]);
  expect(reported).toMatchObject({ share_by: 'capacity', max_moves: null, time_limit_s: null });
});

test('every flag of plan is kept under its name, or has no say in the plan', () => {
  const files = [
    'rules',
    'distances',
    'opportunities',
    'activities',
    'relationships',
    'owners',
    'new',
    'neighbours',
    'overrides',
  ];
  const forms = ['encoding', 'sheet', 'decimal', 'dates'];
  const output = [
    'out',
    'format',
    'quiet',
    'color',
    'saveMap',
    'threads',
    'force',
    'open',
    'verbose',
  ];
  // A mapping file is kept as what it maps, --relax as what it changed.
  // Assumptions and the fiscal year are kept as what pipeline rests on.
  const elsewhere = ['asOf', 'mapFile', 'relax', 'timeLimit', 'assumptions', 'fiscalStart'];
  const others = new Set([...files, ...forms, ...output, ...elsewhere]);
  const shaping = Object.keys(planOptions).filter((name) => !others.has(name));
  expect(shaping.filter((name) => !(name in keptOfPlan))).toEqual([]);
});
