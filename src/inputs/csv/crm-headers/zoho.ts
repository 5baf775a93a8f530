import type { CrmHeaders } from './crm-headers.js';

/** Headers of Zoho CRM's exports. */
export const zoho: CrmHeaders = {
  label: 'Zoho',
  accounts: {
    account_id: { strong: ['Record Id'] },
    owner: { strong: ['Account Owner'] },
    country: { strong: ['Billing Country'] },
    state: { strong: ['Billing State'] },
    city: { strong: ['Billing City'] },
    postal_code: { strong: ['Billing Code'] },
    type: { strong: ['Account Type'] },
    parent_id: { weak: ['Parent Account'] },
  },
  reps: {
    rep_name: { strong: ['Full Name'] },
  },
  opportunities: {
    opportunity_id: { strong: ['Record Id'] },
    owner: { strong: ['Deal Owner'] },
    close_date: { strong: ['Closing Date'] },
    created_date: { strong: ['Created Time'] },
  },
  contacts: {
    contact_id: { strong: ['Record Id'] },
    owner: { strong: ['Contact Owner'] },
  },
};
