import { createRequire } from 'node:module';
import type { Dictionary, References } from '../hygiene/inspection.js';
import {
  type Atlas,
  atlasOf,
  type CountriesTopology,
  type StatesTopology,
} from '../hygiene/places/atlas.js';

/** The packaged maps and dictionary: some megabytes, read only when a file gives them something to judge. */
export function packagedReferences(): References {
  return { atlas: once(readAtlas), dictionary: once(readDictionary) };
}

async function readAtlas(): Promise<Atlas> {
  const load = createRequire(import.meta.url);
  const states: StatesTopology = load('us-atlas/states-10m.json');
  const countries: CountriesTopology = load('world-atlas/countries-50m.json');
  return atlasOf(states, countries);
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
