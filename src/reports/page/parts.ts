import type { ReportParts } from '../report/parts.js';
import type { Holders } from './holders.js';
import type { PageKit } from './kit.js';

/** What every section of the page is drawn from. */
export interface Telling extends ReportParts {
  readonly kit: PageKit;
  readonly holders: Holders;
  /** The accounts that the page lists one by one, ascending. */
  readonly listed: readonly number[];
}
