import { type Place, type Places, placesOf } from '../../../evaluation/story/places.js';
import type { PageContext } from '../telling.js';
import { type BaseMap, baseMapFor } from './ground.js';

/** An account on the map. */
export interface MapPoint {
  readonly account: number;
  readonly x: number;
  readonly y: number;
}

/** A map with everything on it. */
export interface DrawnMap {
  readonly baseMap: BaseMap;
  readonly points: readonly MapPoint[];
  /** Reps who have a home on it. */
  readonly homes: readonly { readonly rep: number; readonly x: number; readonly y: number }[];
  /** Listed accounts without a place, or outside the map. */
  readonly left: number;
}

/** Pixels, a little less than a point is wide. */
const seedGap = 5;
/** Seeds that a ring would cover. */
const underRing = 2;
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/** Undefined where no listed account has a place. */
export function mapOf({ problem, listed, kit }: PageContext): DrawnMap | undefined {
  const places = placesOf(problem);
  if (places === undefined || kit.borders === undefined) return undefined;
  const placed = listed.flatMap((account) => {
    const place = places.account(account);
    return place === undefined ? [] : [{ account, place }];
  });
  if (placed.length === 0) return undefined;
  const baseMap = baseMapFor(
    placed.map(({ place }) => place),
    kit.borders,
  );
  const homes = homesOf(problem.repCount, places, baseMap);
  const points = apart(
    placed.flatMap(({ account, place }) => {
      const at = baseMap.at(place);
      return at === undefined ? [] : [{ account, x: tenth(at[0]), y: tenth(at[1]) }];
    }),
    homes,
  );
  return {
    baseMap,
    points,
    homes,
    left: listed.length - points.length,
  };
}

function homesOf(repCount: number, places: Places, baseMap: BaseMap): DrawnMap['homes'] {
  return Array.from({ length: repCount }, (_, rep) => rep).flatMap((rep) => {
    const place: Place | undefined = places.rep(rep);
    const at = place && baseMap.at(place);
    return at === undefined ? [] : [{ rep, x: tenth(at[0]), y: tenth(at[1]) }];
  });
}

/** Accounts of one city often have one place: they are set around it as seeds in a sunflower, so that all are seen. */
function apart(points: readonly MapPoint[], homes: DrawnMap['homes']): readonly MapPoint[] {
  const count = new Map(homes.map(({ x, y }) => [`${x} ${y}`, underRing]));
  return points.map(({ account, x, y }) => {
    const key = `${x} ${y}`;
    const seed = count.get(key) ?? 0;
    count.set(key, seed + 1);
    const away = seedGap * Math.sqrt(seed);
    const turn = goldenAngle * seed;
    return { account, x: tenth(x + away * Math.cos(turn)), y: tenth(y + away * Math.sin(turn)) };
  });
}

/** A tenth of a pixel is as fine as it is drawn. */
function tenth(value: number): number {
  return Math.round(10 * value) / 10;
}
