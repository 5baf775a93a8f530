import type { PlaceIndex, Position } from './gazetteer.js';

/**
 * The shelves of an index as text: what it is on the first line, then each shelf
 * after an empty line, its name and a line a place, in the order of the code
 * units. The same places give the same text.
 *
 * @param heading one line, such as whose data they are
 */
export function packedIndex(
  shelves: ReadonlyMap<string, ReadonlyMap<string, Position>>,
  heading: string,
): string {
  const texts = inOrder(shelves).map(([shelf, names]) => {
    const lines = inOrder(names).map(
      ([name, { latitude, longitude }]) => `${name}\t${latitude}\t${longitude}`,
    );
    return `${shelf}\n${lines.join('\n')}`;
  });
  return [heading, ...texts].join('\n\n');
}

/** The index that such a text holds. A shelf is read when it is first asked for. */
export function unpackedIndex(text: string): PlaceIndex {
  const texts = new Map<string, string>();
  for (const part of text.split('\n\n').slice(1)) {
    const end = part.indexOf('\n');
    texts.set(part.slice(0, end), part.slice(end + 1));
  }
  const shelves = new Map<string, ReadonlyMap<string, string>>();
  const shelfCalled = (shelf: string): ReadonlyMap<string, string> => {
    const known = shelves.get(shelf);
    if (known !== undefined) return known;
    const read = placesIn(texts.get(shelf) ?? '');
    shelves.set(shelf, read);
    return read;
  };
  return {
    at: (shelf, name) => {
      const written = shelfCalled(shelf).get(name);
      if (written === undefined) return undefined;
      const [latitude, longitude] = written.split('\t').map(Number);
      return { latitude, longitude };
    },
  };
}

/** By name, the two numbers as they are written. */
function placesIn(text: string): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const line of text.split('\n')) {
    const end = line.indexOf('\t');
    if (end >= 0) places.set(line.slice(0, end), line.slice(end + 1));
  }
  return places;
}

function inOrder<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
