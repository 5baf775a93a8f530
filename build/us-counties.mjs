// Writes src/inputs/places/us-counties-packed.ts: the counties of the USA by state and which of them share a line of
// their borders, as the us-atlas package draws them (Census Bureau). Run again where that package has a new edition;
// test/inputs/places/us-counties.test.ts holds the two together.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { iso31662 } from 'iso-3166/2.js';
import { neighbors } from 'topojson-client';

const { resolve } = createRequire(import.meta.url);
const atlas = JSON.parse(readFileSync(resolve('us-atlas/counties-10m.json'), 'utf8'));
const { geometries } = atlas.objects.counties;
const beside = neighbors(geometries);
const order = geometries
  .map((_, at) => at)
  .sort((a, b) => (geometries[a].id < geometries[b].id ? -1 : 1));
const rank = new Map(order.map((at, index) => [at, index]));

const codes = new Map(
  iso31662
    .filter(({ code }) => code.startsWith('US-'))
    .map(({ code, name }) => [name.replace(/\s*[[(].*$/, ''), code.slice(3)]),
);
const states = new Map(
  atlas.objects.states.geometries.map(({ id, properties }) => [id, codes.get(properties.name)]),
);
// The list has other names for these.
for (const [id, code] of [
  ['11', 'DC'],
  ['78', 'VI'],
  ['69', 'MP'],
])
  states.set(id, code);

const lines = new Map();
for (const at of order) {
  const { id, properties } = geometries[at];
  const state = id.slice(0, 2);
  if (states.get(state) === undefined) throw new Error(`no letters for ${state}`);
  const line = lines.get(state) ?? [];
  lines.set(state, line);
  line.push(`${id.slice(2)}${properties.name}`);
}
const counties = [...lines].map(
  ([state, names]) => `${state}${states.get(state)} ${names.join(',')}`,
);
const pairs = order.map((at, index) =>
  beside[at]
    .map((other) => rank.get(other) - index)
    .filter((further) => further > 0)
    .sort((a, b) => a - b)
    .map((further) => further.toString(36))
    .join(' '),
);
const path = fileURLToPath(new URL('../src/inputs/places/us-counties-packed.ts', import.meta.url));
writeFileSync(
  path,
  `// Written by build/us-counties.mjs from us-atlas; not to be edited.

/** A state a line: its FIPS code and letters, then its counties, each its three digits and its name. */
export const counties = \`
${counties.join('\n')}
\`;

/** By county in that order: how many places on those stand that it shares a line with and that come later, to base 36. */
export const following =
  '${pairs.join(',')}';
`,
);
