import { describe, expect, it } from 'vitest';
import { disruptionOf } from '../../src/scoring/disruption.js';
import { distanceFromCoordinates, distanceFromFile } from '../../src/scoring/distance.js';
import {
  compareIds,
  greatest,
  medianOf,
  midRankPercentiles,
  nearestRank,
} from '../../src/scoring/rank.js';
import {
  relationshipOver,
  strengthsFromPairs,
  strengthsFromRecords,
} from '../../src/scoring/relationship.js';
import { scoresOf, signalShares } from '../../src/scoring/score.js';
import { potentialFromSize } from '../../src/scoring/size.js';
import {
  earthRadiusKm,
  kmBetween,
  MeanPlace,
  nowhere,
  pointsAt,
} from '../../src/scoring/sphere.js';

const floats = (...values: readonly number[]) => Float64Array.from(values);
const marks = (...values: readonly number[]) => Uint8Array.from(values);
const { NaN: none } = Number;

describe('ranks', () => {
  it('are the share below and half of those equal, of those counted and filled', () => {
    // Of 10, 20, 20, 40: 0.5, 2, 2 and 3.5 of four; 5 is not counted and the last is empty.
    expect([
      ...midRankPercentiles(floats(20, 10, 40, 20, 5, none), marks(1, 1, 1, 1, 0, 1)),
    ]).toEqual([0.5, 0.125, 0.875, 0.5, none, none]);
  });

  it('are none for what is not counted, though it equals what is', () => {
    expect([...midRankPercentiles(floats(20, 20), marks(1, 0))]).toEqual([0.5, none]);
  });

  it('are the smallest value with at least that share at or below it', () => {
    const sorted = floats(1, 2, 3, 4);
    expect([0, 25, 26, 50, 95, 100].map((percent) => nearestRank(sorted, percent))).toEqual([
      1, 1, 2, 2, 4, 4,
    ]);
  });

  it('have a median in any order, between the two in the middle', () => {
    expect(medianOf(floats(9, 1, 5))).toBe(5);
    expect(medianOf(floats(10, 9, 1, 5))).toBe(7);
    expect(medianOf(floats())).toBeNaN();
    const asGiven = floats(9, 1, 5);
    medianOf(asGiven);
    expect([...asGiven]).toEqual([9, 1, 5]);
  });

  it('pick the greatest of those marked, equal ones by id', () => {
    const [marked, amounts] = [marks(1, 1, 0, 1, 1), floats(5, 7, 99, 7, 7)];
    const ids = ['e', 'd', 'c', 'a', 'b'];
    expect([...greatest(marked, amounts, ids, 3)]).toEqual([3, 4, 1]);
    expect([...greatest(marked, amounts, ids, 9)]).toEqual([3, 4, 1, 0]);
    expect([compareIds('B', 'a'), compareIds('b', 'a'), compareIds('a', 'a')]).toEqual([-1, 1, 0]);
  });
});

describe('a score', () => {
  const all = marks(1, 1);
  const column = (weight: number, passing = all) => ({ values: floats(10, 30), passing, weight });
  const flag = (weight: number) => ({ values: undefined, passing: marks(1, 0), weight });

  it('takes percentiles of columns and yes or no of filters, turned round by a negative weight', () => {
    expect([...signalShares(column(2), all)]).toEqual([0.25, 0.75]);
    expect([...signalShares(column(-2), all)]).toEqual([0.75, 0.25]);
    expect([...signalShares(column(2, marks(0, 1)), all)]).toEqual([0, 0.75]);
    expect([...signalShares(flag(1), all)]).toEqual([1, 0]);
    expect([...signalShares(flag(-1), all)]).toEqual([0, 1]);
    expect([...signalShares(flag(1), marks(0, 0))]).toEqual([0, 0]);
    expect([...signalShares({ ...column(-1), values: floats(none, 3) }, all)]).toEqual([0, 0.5]);
  });

  it('is the mean of its signals by the size of their weights, of 100', () => {
    // (3 × 0.25 + 1 × 0) ÷ 4 and (3 × 0.75 + 1 × 1) ÷ 4.
    expect([...scoresOf([column(3), flag(-1)], all)]).toEqual([18.75, 81.25]);
    expect([...scoresOf([column(3)], marks(1, 0))]).toEqual([50, none]);
  });
});

describe('potential from size', () => {
  const segments = Uint32Array.of(1, 1, 1, 2, 0);
  const counted = marks(1, 1, 1, 1, 1);

  it('fills an empty cell with the median of its segment, else of all', () => {
    const sizes = floats(10, 30, none, none, none);
    expect([...potentialFromSize(sizes, segments, counted, false)]).toEqual([10, 30, 20, 20, 20]);
    const other = floats(10, 30, none, 90, none);
    expect([...potentialFromSize(other, segments, counted, false)]).toEqual([10, 30, 20, 90, 30]);
    expect([...potentialFromSize(floats(none), Uint32Array.of(1), marks(1), true)]).toEqual([0]);
  });

  it('takes no median from accounts that are not counted, nor of those without a segment', () => {
    const sizes = floats(10, 50, none, none, 70);
    expect([...potentialFromSize(sizes, segments, marks(1, 0, 1, 1, 1), false)]).toEqual([
      10, 50, 10, 40, 70,
    ]);
    const without = potentialFromSize(
      floats(10, 30, 90, none),
      Uint32Array.of(1, 1, 0, 0),
      counted,
      false,
    );
    expect([...without]).toEqual([10, 30, 90, 30]);
  });

  it('is lowered to the 95th percentile by nearest rank, unless that is not wanted', () => {
    const sizes = Float64Array.from({ length: 40 }, (_, at) => at + 1);
    const [one, every] = [new Uint32Array(40).fill(1), new Uint8Array(40).fill(1)];
    expect([...potentialFromSize(sizes, one, every, true)].slice(36)).toEqual([37, 38, 38, 38]);
    expect([...potentialFromSize(sizes, one, every, false)].slice(36)).toEqual([37, 38, 39, 40]);
    expect([...potentialFromSize(floats(3, 9), one, marks(0, 0), true)]).toEqual([3, 9]);
    // In any order, and by those alone that are counted.
    const turned = potentialFromSize(
      floats(1000, ...[...sizes].reverse()),
      new Uint32Array(41).fill(1),
      marks(0, ...every),
      true,
    );
    expect([...turned].slice(0, 5)).toEqual([38, 38, 38, 38, 37]);
  });
});

describe('disruption', () => {
  it('is as given, else made of money, being a customer, and recent contact', () => {
    const disruption = disruptionOf({
      given: floats(7, none, none, none, none),
      arr: floats(10, 20, 0, 0, 90),
      openPipeline: floats(0, 10, 10, 0, 0),
      customer: marks(1, 1, 0, 0, 0),
      daysSinceContact: floats(1, 90, 91, -1, none),
      planned: marks(1, 1, 1, 1, 0),
    });
    // The mean of 10, 30 and 10; the account with 90 is not planned, the one with 0 has no money.
    const mean = 50 / 3;
    const wanted = [7, 0.1 + 30 / mean + 0.5 + 0.3, 0.1 + 10 / mean, 0.1, 0.1 + 90 / mean];
    disruption.forEach((value, account) => {
      expect(value).toBeCloseTo(wanted[account], 12);
    });
  });

  it('is 0.1 for everybody where nothing is known', () => {
    const sources = {
      given: undefined,
      arr: undefined,
      openPipeline: undefined,
      customer: undefined,
      daysSinceContact: undefined,
    };
    expect([...disruptionOf({ ...sources, planned: marks(1, 0) })]).toEqual([0.1, 0.1]);
    const today = { ...sources, daysSinceContact: floats(0), planned: marks(1) };
    expect(disruptionOf(today)[0]).toBeCloseTo(0.4, 12);
  });
});

describe('places on the sphere', () => {
  it('are as far apart as the arc between them', () => {
    const points = pointsAt(4, floats(0, 0, 90, none), floats(0, 90, 17, 5));
    const quarter = (earthRadiusKm * Math.PI) / 2;
    expect(kmBetween(points, 0, points, 1)).toBeCloseTo(quarter, 9);
    expect(kmBetween(points, 1, points, 2)).toBeCloseTo(quarter, 9);
    expect(kmBetween(points, 1, points, 1)).toBe(0);
    expect(kmBetween(points, 0, points, 3)).toBeNaN();
    expect(pointsAt(1, undefined, floats(0)).x[0]).toBeNaN();
    expect(pointsAt(1, floats(0), undefined).x[0]).toBeNaN();
    expect(pointsAt(1, floats(0), floats(none)).z[0]).toBeNaN();
  });

  it('have their mean halfway, nearer to what weighs more, and none where they cancel out', () => {
    const points = pointsAt(3, floats(0, 0, 0), floats(0, 90, 180));
    const at = nowhere(3);
    const meanOf = (into: number, ...weights: readonly number[]) => {
      const mean = new MeanPlace();
      weights.forEach((weight, index) => {
        mean.add(points, index, weight);
      });
      mean.put(at, into);
    };
    meanOf(0, 1, 1, 0);
    expect(at.x[0]).toBeCloseTo(Math.SQRT1_2, 12);
    expect(at.y[0]).toBeCloseTo(Math.SQRT1_2, 12);
    meanOf(1, 3, 4, 0);
    expect(at.x[1]).toBeCloseTo(0.6, 12);
    expect(at.y[1]).toBeCloseTo(0.8, 12);
    expect(at.z[1]).toBe(0);
    meanOf(2, 1, 0, 1);
    expect(at.x[2]).toBeNaN();
    // What rounding leaves of great weights is no place either.
    meanOf(2, 1e6, 0, 1e6);
    expect(at.x[2]).toBeNaN();
  });
});

describe('distances from a file', () => {
  it('are as given, and divided by what the mean rep of each account would cost', () => {
    const km = [
      [2, 4],
      [10, undefined],
    ];
    const measure = distanceFromFile(
      { km: (account, rep) => km[account]?.[rep] },
      { accountCount: 3, repCount: 2, planned: marks(1, 1, 0), workload: floats(3, 5, 9) },
      (account) => ({
        reps: account === 0 ? Int32Array.of(0, 1) : Int32Array.of(0),
        mask: marks(1, account === 0 ? 1 : 0),
      }),
    );
    // 3 × (2 + 4) ÷ 2 and 5 × 10.
    expect(measure?.divisor).toBe(59);
    expect([...(measure?.accounts ?? [])]).toEqual([0, 1]);
    expect([...(measure?.table ?? [])]).toEqual([2, 4, 10, none]);
    expect([measure?.hasKm(1, 0), measure?.hasKm(1, 1)]).toEqual([true, false]);
  });
});

describe('distances from coordinates', () => {
  const quarter = (earthRadiusKm * Math.PI) / 2;
  const sources = {
    accountCount: 3,
    repCount: 3,
    planned: marks(1, 1, 1),
    workload: floats(1, 1, 2),
    owner: Int32Array.of(0, 1, -1),
    latitude: floats(0, 0, none),
    longitude: floats(0, 90, 0),
    repLatitude: floats(90, none, none),
    repLongitude: floats(0, none, none),
  };
  const measure = distanceFromCoordinates(sources);

  it('are from where a rep is, else from the accounts they have, else from the centre of all', () => {
    // The first rep is at the pole, whatever they own; the second owns the account at 90°; the third nothing.
    expect(measure?.km(0, 0)).toBeCloseTo(quarter, 9);
    expect(measure?.km(0, 1)).toBeCloseTo(quarter, 9);
    expect(measure?.km(1, 1)).toBeCloseTo(0, 9);
    expect(measure?.km(0, 2)).toBeCloseTo(quarter / 2, 9);
  });

  it('are known where both have a place', () => {
    const known = [0, 1, 2].map((account) => [0, 1, 2].map((rep) => measure?.hasKm(account, rep)));
    expect(known).toEqual([
      [true, true, false],
      [true, true, false],
      [false, false, false],
    ]);
  });

  it('are divided by workload times the way to the centre, of planned accounts with a place', () => {
    expect([...(measure?.accounts ?? [])]).toEqual([0, 1]);
    expect(measure?.divisor).toBeCloseTo(quarter, 9);
    expect(distanceFromCoordinates({ ...sources, planned: marks(0, 0, 1) })).toBeUndefined();
  });

  it('are nothing where all are in one spot, but not where they are near or little work', () => {
    const at = (degrees: number, workload: number) =>
      distanceFromCoordinates({
        ...sources,
        planned: marks(1, 1, 0),
        workload: floats(workload, workload, 0),
        longitude: floats(0, degrees, 0),
      });
    expect(at(0, 1)?.divisor).toBe(0);
    // A millionth of a degree at the equator is 11 cm, half of it to the centre.
    const halfWay = (earthRadiusKm * Math.PI) / 180 / 1e6 / 2;
    expect(at(1e-6, 0.001)?.divisor).toBeCloseTo(0.002 * halfWay, 10);
    expect(at(1e-6, 0.001)?.divisor).toBeGreaterThan(0);
  });
});

describe('distances from a file, where nobody may take an account', () => {
  it('count the account and divide by nothing of it', () => {
    const measure = distanceFromFile(
      { km: () => 4 },
      { accountCount: 3, repCount: 1, planned: marks(1, 1, 1), workload: floats(1, 1, 1) },
      (account) =>
        [undefined, { reps: Int32Array.of(), mask: marks(0) }][account] ??
        (account === 2 ? { reps: Int32Array.of(0), mask: marks(1) } : undefined),
    );
    expect(measure?.divisor).toBe(4);
    expect([...(measure?.accounts ?? [])]).toEqual([0, 1, 2]);
  });

  it('are no measure where nothing is planned', () => {
    const none = { accountCount: 1, repCount: 1, planned: marks(0), workload: floats(1) };
    expect(distanceFromFile({ km: () => 4 }, none, () => undefined)).toBeUndefined();
  });
});

describe('relationships', () => {
  it('are shares of what is won (5), open (3) and done (2), of those parts that there are', () => {
    const strengths = strengthsFromRecords(2, {
      // The first account has two reps and a stranger (2), the second one rep without anything, the third none.
      start: Int32Array.of(0, 3, 4, 4),
      owner: Int32Array.of(0, 1, 2, 0),
      won: floats(30, 0, 70, 0),
      open: floats(0, 0, 0, 0),
      touches: floats(0, 4, 0, 0),
    });
    // (5 × 0.3 + 2 × 0) ÷ 7 and (5 × 0 + 2 × 1) ÷ 7: nothing is open, so its 3 do not count.
    expect([...strengths.start]).toEqual([0, 2, 2, 2]);
    expect([...strengths.rep]).toEqual([0, 1]);
    expect(strengths.strength[0]).toBeCloseTo(1.5 / 7, 12);
    expect(strengths.strength[1]).toBeCloseTo(2 / 7, 12);
    expect(strengths.strength).toHaveLength(2);
  });

  it('from a file are in the order of accounts and reps, without those of 0', () => {
    const pair = (account: number, rep: number, strength: number) => ({ account, rep, strength });
    const strengths = strengthsFromPairs(3, [
      pair(2, 1, 0.1),
      pair(0, 2, 0.2),
      pair(1, 0, 0),
      pair(0, 1, 0.3),
      pair(2, 0, 0.4),
    ]);
    expect([...strengths.start]).toEqual([0, 2, 2, 4]);
    expect([...strengths.rep]).toEqual([1, 2, 0, 1]);
    expect([...strengths.strength]).toEqual([0.3, 0.2, 0.4, 0.1]);
  });

  it('are divided by disruption times the strongest of those who may take each planned account', () => {
    const strengths = {
      start: Int32Array.of(0, 3, 4),
      rep: Int32Array.of(0, 1, 2, 1),
      strength: floats(0.9, 0.5, 0.25, 1),
    };
    const sources = {
      planned: marks(1, 0),
      disruption: floats(3, 100),
      mayTake: (_: number, rep: number) => rep > 0,
    };
    const { best, divisor } = relationshipOver(strengths, sources);
    expect([...best]).toEqual([0.5, 0]);
    expect(divisor).toBe(1.5);
  });
});
