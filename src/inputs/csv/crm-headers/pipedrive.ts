import type { CrmHeaders } from './crm-headers.js';

/** Headers of Pipedrive's exports. */
export const pipedrive: CrmHeaders = {
  label: 'Pipedrive',
  accounts: {
    account_id: { strong: ['Organization - ID'] },
    account_name: { strong: ['Organization - Name'] },
    owner: { strong: ['Organization - Owner'] },
    industry: { strong: ['Organization - Industry'] },
    country: { strong: ['Organization - Country of address'] },
    state: { strong: ['Organization - State/county of address'] },
    city: { strong: ['Organization - City of address'] },
    postal_code: { strong: ['Organization - ZIP/Postal code of address'] },
    type: { strong: ['Organization - Type'] },
    employees: { strong: ['Organization - Number of employees'] },
    annual_revenue: { strong: ['Organization - Annual revenue'] },
    last_contacted: { strong: ['Organization - Last activity date'] },
    region: { weak: ['Organization - Region of address'] },
  },
  ofAccounts: {
    account_id: { strong: ['Organization - ID', 'Deal - Organization ID'] },
    account_name: { strong: ['Organization - Name', 'Deal - Organization'] },
  },
  opportunities: {
    opportunity_id: { strong: ['Deal - ID'] },
    owner: { strong: ['Deal - Owner', 'Deal - Owner ID', 'Deal - Owner name'] },
    stage: { strong: ['Deal - Stage'] },
    status: { strong: ['Deal - Status'] },
    amount: { strong: ['Deal - Value'] },
    close_date: { strong: ['Deal - Expected close date'] },
    actual_close_date: { strong: ['Deal - Closed on'], weak: ['Deal - Won time', 'Won time'] },
    created_date: { strong: ['Deal - Created'] },
    probability: { strong: ['Deal - Probability'] },
    currency: { strong: ['Deal - Currency'] },
  },
};
