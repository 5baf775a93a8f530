import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** A file that the build put beside the commands; the same from the sources, once built. */
export function shipped(name: string): URL {
  const above = import.meta.url.includes('/src/library/') ? '../../dist/' : '../';
  return new URL(`${above}${name}`, import.meta.url);
}

/** What a file holds that the build packed: it lies there as `NAME.br`. */
export async function shippedText(name: string): Promise<string> {
  const packed = await readFile(shipped(`${name}.br`));
  return (await promisify(brotliDecompress)(packed)).toString('utf8');
}

/** The same of a map. */
export async function shippedJson<T>(name: string): Promise<T> {
  return JSON.parse(await shippedText(name));
}
