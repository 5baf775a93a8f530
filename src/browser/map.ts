import type { MapData, PageData } from '../reports/page/page-data.js';
import { byId, make } from './element.js';
import { canvasMap } from './map-canvas.js';

/** The switch and the filter of the map. */
export function mapControls(data: PageData): void {
  const text = document.getElementById('map-data')?.textContent;
  const root = byId('map-root', HTMLElement);
  const form = byId('map-controls', HTMLFormElement);
  const select = byId('map-rep', HTMLSelectElement);
  if (!text || !root || !form || !select) return;
  const map: MapData = JSON.parse(text);
  select.append(
    ...data.holders.map((name, index) => {
      const isRep = index < map.hues.length;
      const option = make('option', isRep ? `${index + 1} ${name}` : name);
      option.value = String(index);
      return option;
    }),
  );
  const canvas = byId('map-canvas', HTMLCanvasElement);
  const draw = canvas && map.points && canvasMap(canvas, data, map.hues, map.points);
  const circles = [...root.querySelectorAll<SVGElement>('circle[data-to]')];
  const homes = [...root.querySelectorAll<SVGElement>('.home')];
  const show = (): void => {
    const fields = new FormData(form);
    const isToday = fields.get('state') === 'today';
    const rep = select.value === '' ? -1 : Number(select.value);
    root.classList.toggle('today', isToday);
    root.classList.toggle('plan', !isToday);
    for (const circle of circles) {
      const holder = Number(isToday ? circle.dataset.from : circle.dataset.to);
      circle.classList.toggle('dim', rep >= 0 && holder !== rep);
    }
    for (const home of homes) {
      home.classList.toggle('dim', rep >= 0 && Number(home.dataset.rep) !== rep);
    }
    draw?.({ isToday, rep });
  };
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  form.hidden = false;
  show();
}
