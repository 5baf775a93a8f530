import { geoAlbersUsa, geoEqualEarth, geoMercator, geoPath } from 'd3-geo';
import { feature, merge, mesh } from 'topojson-client';
import type { GeometryObject, MultiPolygon, Polygon } from 'topojson-specification';
import type { Place } from '../../../evaluation/story/places.js';
import type { Borders } from '../kit.js';

/** A map without its points: where a place comes to lie on it, and what is drawn below. */
export interface BaseMap {
  readonly width: number;
  readonly height: number;
  /** Whether it is the map of the USA that their states and counties are packaged for. */
  readonly isUs: boolean;
  /** Undefined where the map does not reach. */
  readonly at: (place: Place) => readonly [number, number] | undefined;
  /** SVG path data of the land, and of the borders on it. */
  readonly land: string;
  readonly lines: string;
}

const width = 975;
const height = 610;
/** All of the map of the USA. */
export const wholeUs = { x: 0, y: 0, width, height };
/** A place or two abroad do not make a world map of one of the US. */
const mostlyUs = 0.9;
/** Degrees; whatever is wider is drawn as the whole world is. */
const worldWide = 90;

/** A map that holds the places: of the US where nearly all of them are there, else of what they span. */
export function baseMapFor(places: readonly Place[], borders: Borders): BaseMap {
  // The size and place that the states are drawn for already.
  const albers = geoAlbersUsa()
    .scale(1300)
    .translate([width / 2, height / 2]);
  const inside = places.filter(([longitude, latitude]) => albers([longitude, latitude]) !== null);
  if (inside.length >= mostlyUs * places.length) {
    const { states } = borders;
    const path = geoPath().digits(1);
    return {
      width,
      height,
      isUs: true,
      at: ([longitude, latitude]) => albers([longitude, latitude]) ?? undefined,
      land: path(merge(states, states.objects.states.geometries.filter(isArea))) ?? '',
      lines: path(mesh(states, states.objects.states, (a, b) => a !== b)) ?? '',
    };
  }
  return abroad(places, borders);
}

function abroad(places: readonly Place[], borders: Borders): BaseMap {
  const longitudes = places.map(([longitude]) => longitude);
  const isWorld = spread(longitudes) > worldWide;
  const corners: [number, number][] = places.map(([longitude, latitude]) => [longitude, latitude]);
  // A city by itself still needs some land around it.
  const [longitude, latitude] = corners[0];
  const around: [number, number][] = [-2, 2].map((off) => [longitude + off, latitude + off / 2]);
  const projection = (isWorld ? geoEqualEarth() : geoMercator()).fitExtent(
    [
      [40, 40],
      [width - 40, height - 40],
    ],
    { type: 'MultiPoint', coordinates: [...corners, ...around] },
  );
  projection.clipExtent([
    [0, 0],
    [width, height],
  ]);
  const path = geoPath(projection).digits(1);
  const topology = isWorld ? borders.world : borders.countries;
  return {
    width,
    height,
    isUs: false,
    at: ([x, y]) => {
      const point = projection([x, y]);
      return point === null || point.some(Number.isNaN) ? undefined : point;
    },
    land: path(feature(topology, topology.objects.countries)) ?? '',
    lines: '',
  };
}

type Area = Polygon<{ name: string }> | MultiPolygon<{ name: string }>;

export function isArea(geometry: GeometryObject<{ name: string }>): geometry is Area {
  return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
}

function spread(values: readonly number[]): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least;
}
