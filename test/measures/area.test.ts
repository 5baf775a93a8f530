import { describe, expect, it } from 'vitest';
import { areaCounts, piecesByRep, piecesOf } from '../../src/measures/area.js';
import { idle, teamOf } from './small-team.js';

/** CA and NV (A1, A2), NY and NJ (A3, A4) share a border each; FL (A5) touches none of them; A6 has no state. */
const states = { rule: 'contiguous', metric: 'state', level: 'should' };

describe('areas', () => {
  it('fall into pieces by the borders they share, each in the order it is walked', () => {
    const beside = [[1], [0, 3], [], [1]].map((some) => Int32Array.from(some));
    expect(piecesOf({ neighbours: beside }, [3, 2, 0, 1])).toEqual([[0, 1, 3], [2]]);
    expect(piecesOf({ neighbours: beside }, [3, 0])).toEqual([[0], [3]]);
    expect(piecesOf({ neighbours: beside }, [])).toEqual([]);
  });

  it('are counted by rep, accounts without one left out', () => {
    const { problem, held } = teamOf([states]);
    const [measure] = problem.areas;
    // Ann: CA, NV and NY; Bo: NJ and FL; Cy: the one without a state.
    expect([...piecesByRep(measure, held('aaabbc'))]).toEqual([2, 2, 0]);
    expect([...(areaCounts(measure, held('aaa---')).get(0)?.values() ?? [])]).toEqual([1, 1, 1]);
    expect(areaCounts(measure, held('aaa---')).size).toBe(1);
  });
});

describe('a contiguous row', () => {
  it('counts pieces beyond its max, over the number of areas', () => {
    const team = teamOf([states]);
    expect(team.term('aaabbc')).toBeCloseTo(2 / 5, 12);
    expect(team.term('aabbcc')).toBe(0);
    expect(teamOf([{ ...states, max: '2' }]).term('aaabbc')).toBe(0);
    expect(team.judged('aacaab')).toMatchObject({
      counts: 'reps',
      concerned: 3,
      broken: 1,
      metric: 'pieces',
      worst: { who: 'Ann', measure: 'holds', value: 3, bound: 1, side: 'max' },
    });
  });

  it('holds for the reps whom it names', () => {
    const team = teamOf([{ ...states, reps: 'rep_id = bo' }]);
    expect(team.judged('aaabbc')).toMatchObject({ concerned: 1, broken: 1, worst: { who: 'Bo' } });
    expect(team.term('aaabbc')).toBeCloseTo(1 / 5, 12);
  });

  it('has against a move the rep whose territory it breaks up', () => {
    const team = teamOf([states]);
    // A2 (NV) to Bo, who has NY and NJ.
    expect(team.against('aabbcc', 2, 'b')).toEqual({ is: 'pieces', who: 'Bo' });
    // A3 (NY) from Bo, beside NJ, to Cy in FL: Cy’s falls into two.
    expect(team.against('aabbcc', 3, 'c')).toEqual({ is: 'pieces', who: 'Cy' });
  });

  it('says so where no account has an area', () => {
    expect(idle(teamOf([states]))).toBeUndefined();
    const without = 'account_id,owner,state\nA1,ann,\n';
    const alone = `${without}A2,bo,ZZ\n`;
    expect(idle(teamOf([states], { accounts: alone }))).toBeUndefined();
  });
});
