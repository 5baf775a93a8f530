const meanings: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['1', true],
  ['y', true],
  ['no', false],
  ['false', false],
  ['0', false],
  ['n', false],
]);

/** yes/no, true/false, 1/0 or y/n in any case; undefined for anything else. */
export function parseFlag(text: string): boolean | undefined {
  return meanings.get(text.trim().toLowerCase());
}
