import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../src/evaluation/story/places.js';
import { smallPlan } from '../../reports/small-plan.js';

describe('placesOf', () => {
  const reps = 'rep_id\nR1\n';

  it('gives longitude and latitude, and nothing where a cell is empty', () => {
    const accounts =
      'account_id,owner,potential,latitude,longitude\n1,R1,5,42.36,-71.06\n2,R1,5,,-71\n';
    const places = placesOf(smallPlan({ accounts, reps, plan: { 1: 'R1', 2: 'R1' } }).problem);
    expect(places?.account(0)).toEqual([-71.06, 42.36]);
    expect(places?.account(1)).toBeUndefined();
    expect(places?.rep(0)).toBeUndefined();
  });

  it('is not there without places', () => {
    const accounts = 'account_id,owner,potential\n1,R1,5\n';
    expect(placesOf(smallPlan({ accounts, reps, plan: { 1: 'R1' } }).problem)).toBeUndefined();
  });
});
