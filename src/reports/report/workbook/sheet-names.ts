const longestName = 31;

/** What no name of a tab may hold. */
const forbidden = /[:*?/\\[\]\p{Cc}]/gu;

/**
 * Names that a workbook can have for its tabs, in the order in which they are
 * wanted: cut to 31 characters, without what is forbidden, no two alike whatever
 * the case.
 */
export function sheetNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set(['history']);
  return wanted.map((text) => {
    const plain = cleaned(text);
    let name = cut(plain, longestName);
    for (let number = 2; taken.has(name.toLowerCase()); number++) {
      const mark = ` (${number})`;
      name = `${cut(plain, longestName - mark.length)}${mark}`;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

/** An apostrophe at either end is forbidden too. */
function cleaned(text: string): string {
  const plain = text
    .replace(forbidden, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^['\s]+|['\s]+$/g, '');
  return plain === '' ? 'Sheet' : plain;
}

/** No character is cut in half. */
function cut(text: string, most: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > most) break;
    kept += character;
  }
  return kept.replace(/['\s]+$/, '');
}
