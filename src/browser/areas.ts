import type { AreaData, DrawnPieces } from '../reports/page/page-data.js';
import { byId } from './element.js';

/** A number's disc, in pixels of the screen. */
const discRadius = 10;
const textSize = 13;
const ringWidth = 1.5;
/** Discs of one place lie around it: in so many directions, and so many discs away at most. */
const directions = 8;
const away = 3;

type Point = readonly [number, number];

/** Fills the areas of whom the reader chose, numbers their pieces and says them. */
function areaControls(): void {
  const text = document.getElementById('area-data')?.textContent;
  if (!text) return;
  const { select: list, by, held, at }: AreaData = JSON.parse(text);
  const select = byId(list, HTMLSelectElement);
  const form = select?.form;
  const words = byId('area-words', HTMLElement);
  const numbers = document.getElementById('piece-numbers');
  if (!select || !form || !words || !(numbers instanceof SVGGElement)) return;
  const paths = [...document.querySelectorAll<SVGPathElement>('.areas path')];
  const show = (): void => {
    const option = select.selectedOptions[0];
    const isToday = new FormData(form).get('state') === 'today';
    const key = select.value.startsWith('team') ? `team ${option.text}` : select.value;
    const one = held[key];
    const { words: told, pieces }: DrawnPieces =
      one === undefined ? { words: '', pieces: [] } : isToday ? one.today : one.plan;
    words.hidden = false;
    words.textContent =
      select.value === ''
        ? `Choose a team or a rep to see the areas of their accounts filled, by ${by}, and the pieces numbered.`
        : one === undefined
          ? `No rule asks that the areas of ${option.text} be in one piece.`
          : `${option.text} ${isToday ? 'today' : 'in the plan'}, ${told}`;
    const filled = new Set(pieces.flat().map(String));
    for (const path of paths) path.classList.toggle('on', filled.has(path.dataset.area ?? ''));
    numbers.replaceChildren(
      ...(pieces.length > 1 ? numbered(pieces, at, unitsAPixel(numbers)) : []),
    );
  };
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('resize', show);
  form.hidden = false;
  show();
}

/** Units of the map that a pixel of the screen is wide. */
function unitsAPixel(numbers: SVGGElement): number {
  const svg = numbers.ownerSVGElement;
  return svg === null || svg.clientWidth === 0 ? 1 : svg.viewBox.baseVal.width / svg.clientWidth;
}

/** A disc with its number on each piece that is on the map, beside each other where they would lie on one another. */
function numbered(
  pieces: readonly (readonly number[])[],
  at: AreaData['at'],
  unit: number,
): SVGElement[] {
  const taken: Point[] = [];
  const apart = 2 * (discRadius + ringWidth) * unit;
  return pieces.flatMap((areas, index) => {
    const places = placesIn(areas, at);
    if (places.length === 0) return [];
    const isFree = ([x, y]: Point): boolean =>
      taken.every(([a, b]) => Math.hypot(a - x, b - y) >= apart);
    const place = [...places, ...around(places[0], apart)].find(isFree) ?? places[0];
    taken.push(place);
    return [disc(place, index + 1, unit)];
  });
}

function placesIn(areas: readonly number[], at: AreaData['at']): Point[] {
  return areas.flatMap((area) => {
    const place = at[area];
    return place === null || place === undefined ? [] : [place];
  });
}

function around([x, y]: Point, step: number): Point[] {
  return Array.from({ length: away * directions }, (_, index): Point => {
    const turn = (2 * Math.PI * (index % directions)) / directions;
    const far = step * (1 + Math.floor(index / directions));
    return [x + far * Math.cos(turn), y + far * Math.sin(turn)];
  });
}

function disc([x, y]: Point, number: number, unit: number): SVGElement {
  const group = drawn('g', {});
  const text = drawn('text', { x, y, 'font-size': textSize * unit });
  text.textContent = String(number);
  const ring = { 'stroke-width': ringWidth * unit };
  group.append(drawn('circle', { cx: x, cy: y, r: discRadius * unit, ...ring }), text);
  return group;
}

function drawn(name: string, attributes: Readonly<Record<string, number>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element as SVGElement;
}

areaControls();
