import type { CrmHeaders } from './crm-headers.js';

/** Headers of HubSpot's exports and its properties. */
export const hubspot: CrmHeaders = {
  label: 'HubSpot',
  accounts: {
    account_id: { strong: ['Record ID', 'Record ID - Company', 'hs_object_id'] },
    account_name: { strong: ['Company name'] },
    owner: {
      strong: ['Company owner', 'hubspot_owner_id'],
      weak: ['HubSpot Owner Email', 'HubSpot Owner Name'],
    },
    country: { strong: ['Country/Region'] },
    state: { strong: ['State/Region'], weak: ['State/Region Code'] },
    employees: { strong: ['Number of Employees'] },
    open_pipeline: { strong: ['Total open deal value'] },
    last_contacted: { strong: ['Last Activity Date'] },
    owner_since: { strong: ['Owner assigned date'] },
    parent_id: { strong: ['Associated Parent Company ID'], weak: ['Parent Company'] },
    type: { weak: ['Lifecycle Stage'] },
    tier: { weak: ['Ideal Customer Profile Tier'] },
  },
  reps: {
    rep_id: { strong: ['hubspot_owner_id'] },
    rep_name: { strong: ['HubSpot Owner Name'] },
    email: { strong: ['HubSpot Owner Email'] },
  },
  ofAccounts: {
    account_id: {
      strong: ['Associated Company ID', 'Associated Company IDs', 'Primary Associated Company ID'],
    },
    account_name: { strong: ['Associated Company', 'Primary Associated Company'] },
  },
  opportunities: {
    opportunity_id: { strong: ['Record ID'] },
    owner: { strong: ['Deal owner', 'hubspot_owner_id'] },
    stage: { strong: ['Deal Stage'] },
    is_closed: { strong: ['Is Deal Closed?'] },
    is_won: { strong: ['Is Closed Won'] },
    created_date: { strong: ['Create Date'] },
    probability: { strong: ['Deal probability'] },
  },
  activities: {
    owner: { strong: ['Activity assigned to', 'hubspot_owner_id'] },
    date: { strong: ['Activity date'] },
  },
  contacts: {
    contact_id: { strong: ['Record ID'] },
    owner: { strong: ['Contact owner', 'hubspot_owner_id'] },
  },
};
