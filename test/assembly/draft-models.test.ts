import { describe, expect, it } from 'vitest';
import { draftModel, modelFits, modelOf, models } from '../../src/assembly/draft-models.js';
import { dayNumber } from '../../src/model/units.js';
import { readProblem } from '../../src/planning/inputs.js';
import { lines } from '../validation/findings-of.js';

const { problem } = readProblem({
  accounts: {
    name: 'accounts.csv',
    bytes: Buffer.from(
      lines(
        'account_id,owner,region,industry,segment,annual_revenue',
        ...Array.from(
          { length: 24 },
          (_, i) =>
            `A${i},R${i % 2},${i % 2 === 0 ? 'East' : 'West'},${i % 3 === 0 ? 'Retail' : 'Health'},${i < 4 ? 'Enterprise' : 'SMB'},${100 - i}`,
        ),
      ),
    ),
  },
  reps: {
    name: 'reps.csv',
    bytes: Buffer.from(
      lines('rep_id,region,industry,segment', 'R0,East,Retail,Enterprise', 'R1,West,Health,SMB'),
    ),
  },
  rules: undefined,
  distances: undefined,
  bare: true,
  map: [],
  assembly: { asOf: dayNumber(20_000), weights: new Map(), shareBy: undefined, potentialCap: true },
});

describe('the rows of a model', () => {
  it.each(models)('%s: there are some, each with its reason, and when it fits is said', (model) => {
    const { rows } = draftModel(model, problem);
    expect(rows.length).toBeGreaterThan(0);
    for (const { note } of rows) expect(note).not.toBe('');
    expect(modelFits[model]).toMatch(/^fits /);
    expect(modelOf(model.toUpperCase())).toBe(model);
  });

  it('are by place for a geographic one, by trade for a vertical one', () => {
    const metrics = (model: (typeof models)[number]) =>
      draftModel(model, problem).rows.map(({ metric }) => metric);
    expect(metrics('geographic')).toContain('region');
    expect(metrics('vertical')).toContain('industry');
    expect(metrics('vertical')).not.toContain('region');
  });
});
