import { readFile } from 'node:fs/promises';

/** A file that the build put beside the commands; the same from the sources, once built. */
export function shipped(name: string): URL {
  const above = import.meta.url.includes('/src/library/') ? '../../dist/' : '../';
  return new URL(`${above}${name}`, import.meta.url);
}

/** What such a file holds. */
export async function shippedJson<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(shipped(name), 'utf8'));
}
