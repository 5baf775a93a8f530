import type { Document } from '../reports/document/blocks.js';
import type { ExplainJson } from '../reports/explain/explain-schema.js';

/** What is said, for people and for programs; each is worked out when asked for. */
export interface Answer {
  readonly document: () => Document;
  readonly json: () => ExplainJson;
}
