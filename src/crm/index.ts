import type { Crm, CrmName } from './crm.js';
import { dynamics } from './dynamics.js';
import { hubspot } from './hubspot.js';
import { salesforce } from './salesforce.js';

export const crms: Readonly<Record<CrmName, Crm>> = { salesforce, hubspot, dynamics };
