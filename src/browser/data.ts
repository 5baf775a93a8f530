import type { PageData } from '../reports/page/page-data.js';

/** What the page holds for its script; undefined where it holds nothing. */
export function readData(): PageData | undefined {
  const text = document.getElementById('page-data')?.textContent;
  return text ? JSON.parse(text) : undefined;
}
