/** Names that some systems keep for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A file name, without its ending, for each of some ids: all but letters, digits,
 * `.` and `-` becomes `_`. Ids that would share one, on systems that ignore case
 * too, are told apart by a number.
 */
export function fileNames(ids: readonly string[]): readonly string[] {
  const plain = ids.map((id) => {
    const name = id.replace(/[^A-Za-z0-9.-]/g, '_');
    return reserved.test(name) ? `_${name}` : name;
  });
  const names = new Array<string>(ids.length);
  const taken = new Set<string>();
  // The number goes by the ids, not by where they stand.
  const order = [...ids.keys()].sort((a, b) => (ids[a] < ids[b] ? -1 : 1));
  const wanted = new Set(plain.map((name) => name.toLowerCase()));
  for (const at of order) {
    let name = plain[at];
    const isFree = (other: string): boolean => !taken.has(other) && !wanted.has(other);
    if (taken.has(name.toLowerCase())) {
      let count = 2;
      while (!isFree(`${plain[at]}_${count}`.toLowerCase())) count++;
      name = `${plain[at]}_${count}`;
    }
    taken.add(name.toLowerCase());
    names[at] = name;
  }
  return names;
}
