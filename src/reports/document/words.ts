import { numberWords } from './numbers.js';

/** "1 account", "1,200 accounts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberWords(count)} ${plural(count, one, many)}`;
}

/** The word for one, or that for none and several. */
export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

/** "a", "a and b", "a, b and 4 more": at most so many by name. */
export function andList(items: readonly string[], most = items.length): string {
  const shown =
    items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  return shown.length < 2
    ? shown.join('')
    : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}

/** "Ann, Bo and 7 more": names shown of so many. */
export function namesOf(shown: readonly string[], count: number): string {
  const names = shown.join(', ');
  return count > shown.length ? `${names} and ${numberWords(count - shown.length)} more` : names;
}

/** With a capital letter, as a sentence begins. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A name with its id, or the id alone where there is no other name. */
export function namedId(name: string, id: string): string {
  return name === '' || name === id ? id : `${name} (${id})`;
}

/** As a sentence names it where nobody has something. */
export function nobodyOr(name: string): string {
  return name === '' ? 'nobody' : name;
}
