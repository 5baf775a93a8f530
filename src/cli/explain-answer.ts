import type { ExplainJson } from '../reports/explain/explain-schema.js';
import type { Page } from '../reports/terminal/page.js';

/** What is said, for people and for programs; each is worked out when asked for. */
export interface Answer {
  readonly text: (page: Page) => string;
  readonly json: () => ExplainJson;
}
