import { numberWords } from '../reports/document/numbers.js';
import type { MapData, PageData } from '../reports/page/page-data.js';
import { byId, make, named } from './element.js';
import { canvasMap } from './map-canvas.js';
import { groupsOf, type MapChoice, type MapGroup } from './map-groups.js';

/** Homes drawn at once. */
const homesAtMost = 24;

/** The map: whose accounts, of today or of the plan, and what the colours mean. */
export function mapControls(data: PageData): void {
  const text = document.getElementById('map-data')?.textContent;
  const root = byId('map-root', HTMLElement);
  const form = byId('map-controls', HTMLFormElement);
  const select = byId('map-rep', HTMLSelectElement);
  const legend = byId('map-legend', HTMLUListElement);
  const canvas = byId('map-canvas', HTMLCanvasElement);
  if (!text || !root || !form || !select || !legend || !canvas) return;
  const { reps, points }: MapData = JSON.parse(text);
  const managers = [...new Set(data.managers)].filter((name) => name !== '').sort();
  select.append(
    option('', 'everyone'),
    ...(managers.length < 2
      ? []
      : [
          listed(
            'Teams',
            managers.map((name, at) => option(`team ${at}`, name)),
          ),
        ]),
    listed(
      'Reps',
      data.holders.slice(0, reps).map((name, rep) => option(String(rep), name)),
    ),
  );
  const draw = canvasMap(canvas, data, points);
  const homes = [...root.querySelectorAll<SVGGElement>('.home')];
  const placed = points.flatMap((point, row) => (point === null ? [] : [row]));
  const show = (): void => {
    const choice = chosen(select.value, managers, new FormData(form).get('state') === 'today');
    const groups = groupsOf(data, reps, placed, choice);
    draw(groups);
    legend.replaceChildren(...groups.map(keyOf));
    const asked = homes.filter((home) => isAsked(choice, data, Number(home.dataset.rep)));
    // More rings than can be named would only lie on the accounts.
    const living = asked.length <= homesAtMost ? asked : [];
    for (const home of homes) home.classList.toggle('dim', !living.includes(home));
    nameHomes(living, homes);
  };
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  form.hidden = false;
  show();
}

function option(value: string, text: string): HTMLOptionElement {
  const one = make('option', text);
  one.value = value;
  return one;
}

function listed(label: string, options: readonly HTMLOptionElement[]): HTMLOptGroupElement {
  const group = make('optgroup', '');
  group.label = label;
  group.append(...options);
  return group;
}

function chosen(value: string, managers: readonly string[], isToday: boolean): MapChoice {
  if (value === '') return { is: 'all', isToday };
  return value.startsWith('team ')
    ? { is: 'team', manager: managers[Number(value.slice(5))], isToday }
    : { is: 'rep', rep: Number(value), isToday };
}

function isAsked(choice: MapChoice, { managers }: PageData, rep: number): boolean {
  if (choice.is === 'all') return true;
  return choice.is === 'rep' ? choice.rep === rep : managers[rep] === choice.manager;
}

function keyOf({ title, colour, rows }: MapGroup): HTMLLIElement {
  const key = named('li', title);
  key.className = `key hue${colour}`;
  key.append(` ${numberWords(rows.length)}`);
  return key;
}

/** Names beside homes, but for those that would run into another's. */
function nameHomes(shown: readonly SVGGElement[], all: readonly SVGGElement[]): void {
  for (const home of all) home.classList.remove('named');
  const taken: DOMRect[] = [];
  for (const home of shown) {
    home.classList.add('named');
    const box = home.querySelector('text')?.getBoundingClientRect();
    const runsInto = ({ left, right, top, bottom }: DOMRect): boolean =>
      box !== undefined &&
      box.left < right &&
      left < box.right &&
      box.top < bottom &&
      top < box.bottom;
    const edge = home.closest('svg')?.getBoundingClientRect();
    const isOut = box !== undefined && edge !== undefined && box.right > edge.right;
    if (box === undefined || isOut || taken.some(runsInto)) home.classList.remove('named');
    else taken.push(box);
  }
}
