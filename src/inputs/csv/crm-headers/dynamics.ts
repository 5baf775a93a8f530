import type { CrmHeaders } from './crm-headers.js';

/** Headers of Dynamics 365's views and its tables' fields. */
export const dynamics: CrmHeaders = {
  label: 'Dynamics 365',
  accounts: {
    country: { strong: ['Address 1: Country/Region', 'address1_country'] },
    state: { strong: ['Address 1: State/Province', 'address1_stateorprovince'] },
    city: { strong: ['Address 1: City'] },
    postal_code: { strong: ['Address 1: ZIP/Postal Code', 'address1_postalcode'] },
    latitude: { strong: ['Address 1: Latitude'] },
    longitude: { strong: ['Address 1: Longitude'] },
    employees: { strong: ['Number of Employees', 'No. of Employees'] },
    currency: { strong: ['Transaction Currency'] },
    type: { weak: ['Relationship Type'] },
    parent_id: { weak: ['Parent Account'] },
  },
  reps: {
    rep_name: { strong: ['Full Name'] },
    email: { strong: ['Primary Email'] },
    country: { strong: ['Address 1: Country/Region', 'address1_country'] },
    state: { strong: ['Address 1: State/Province'] },
    city: { strong: ['Address 1: City'] },
    postal_code: { strong: ['Address 1: ZIP/Postal Code', 'address1_postalcode'] },
    latitude: { strong: ['Address 1: Latitude'] },
    longitude: { strong: ['Address 1: Longitude'] },
    currency: { strong: ['Transaction Currency'] },
    role: { weak: ['Security Role'] },
    title: { weak: ['Position'] },
  },
  ofAccounts: {
    account_id: { strong: ['potentialcustomerid'] },
    account_name: { strong: ['Potential Customer'], weak: ['Regarding'] },
  },
  opportunities: {
    stage: { strong: ['Sales Stage'], weak: ['Pipeline Phase'] },
    status: { strong: ['statecode'] },
    amount: { strong: ['Est. revenue', 'Estimated Revenue', 'estimatedvalue'] },
    actual_amount: { strong: ['Actual Revenue', 'actualvalue'] },
    close_date: { strong: ['Est. close date', 'Estimated Close Date'] },
    created_date: { strong: ['Created On'] },
    probability: { strong: ['Close Probability'] },
    currency: { strong: ['Transaction Currency'] },
  },
  activities: {
    date: { strong: ['Actual End'], weak: ['Due Date'] },
  },
};
