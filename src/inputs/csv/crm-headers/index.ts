import type { ColumnSpec } from '../column-spec.js';
import { headerKey } from '../header-key.js';
import type { CrmHeaders, HeadedFile } from './crm-headers.js';
import { dynamics } from './dynamics.js';
import { hubspot } from './hubspot.js';
import { pipedrive } from './pipedrive.js';
import { salesforce } from './salesforce.js';
import { zoho } from './zoho.js';

/** The CRMs whose headers carve knows. */
export const crmHeaders: readonly CrmHeaders[] = [salesforce, hubspot, dynamics, zoho, pipedrive];

/** The columns of a file, known by what the CRMs call them as well. */
export function withCrmHeaders(
  file: HeadedFile,
  columns: readonly ColumnSpec[],
): readonly ColumnSpec[] {
  return columns.map((column) => {
    const keysOf = (how: 'strong' | 'weak'): string[] => [
      ...new Set([
        ...column[how],
        ...crmHeaders.flatMap((crm) => (crm[file]?.[column.name]?.[how] ?? []).map(headerKey)),
      ]),
    ];
    return { ...column, strong: keysOf('strong'), weak: keysOf('weak') };
  });
}
