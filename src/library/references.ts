import { type Gazetteer, gazetteerOver } from '../inputs/places/gazetteer.js';
import { unpackedIndex } from '../inputs/places/packed-index.js';
import type { Dictionary, References } from '../validation/inspection.js';
import type { Atlas, CountriesTopology, StatesTopology } from '../validation/places/atlas.js';
import { shippedJson, shippedText } from './shipped.js';

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
  const states: StatesTopology = await shippedJson('maps/states-10m.json');
  const countries: CountriesTopology = await shippedJson('maps/countries-50m.json');
  return atlasOf(states, countries);
}

/** The cities of the world and the ZIP codes of the US, as GeoNames has them. */
export async function readGazetteer(): Promise<Gazetteer> {
  return gazetteerOver(unpackedIndex(await shippedText('gazetteer.txt')));
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
