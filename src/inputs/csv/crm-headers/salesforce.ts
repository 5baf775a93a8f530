import type { CrmHeaders } from './crm-headers.js';

/** Headers of Salesforce's reports and its objects' fields. */
export const salesforce: CrmHeaders = {
  label: 'Salesforce',
  accounts: {
    account_id: {
      strong: [
        '18 Digit Account ID',
        'Account ID 18',
        'Account ID 18 Digit',
        'Account: Account ID',
      ],
    },
    account_name: { strong: ['Account: Account Name'] },
    owner: {
      strong: [
        'OwnerId',
        'Owner: Full Name',
        'Owner Name',
        'Account Owner',
        'Account Owner ID',
        'Account Owner Name',
        'Account Owner: Full Name',
      ],
      weak: ['Account Owner Alias', 'Owner Alias'],
    },
    country: { strong: ['Billing Country'], weak: ['Billing Country Code'] },
    state: { strong: ['Billing State', 'Billing State/Province'], weak: ['Billing State Code'] },
    city: { strong: ['Billing City'] },
    postal_code: { strong: ['Billing Postal Code', 'Billing Zip/Postal Code', 'Billing Zip'] },
    latitude: { strong: ['Billing Latitude'] },
    longitude: { strong: ['Billing Longitude'] },
    employees: { strong: ['NumberOfEmployees'] },
    last_contacted: { strong: ['Last Activity', 'LastActivityDate'] },
    parent_id: { strong: ['Parent Account ID'], weak: ['Parent Account'] },
    currency: { strong: ['CurrencyIsoCode', 'Account Currency'] },
  },
  reps: {
    rep_id: { strong: ['User ID', '18 Digit User ID'] },
    rep_name: { strong: ['Full Name', 'User: Full Name'] },
    email: { strong: ['User: Email'] },
    alias: { strong: ['User: Alias'] },
    manager: { strong: ['Manager: Full Name', 'Manager Name'] },
    role: {
      strong: ['Role Name', 'User Role', 'User Role: Name'],
      weak: ['Profile', 'Profile: Name', 'Permission Set'],
    },
    currency: { strong: ['CurrencyIsoCode'] },
  },
  ofAccounts: {
    account_id: { strong: ['18 Digit Account ID', 'Account ID 18', 'Account ID 18 Digit'] },
  },
  opportunities: {
    opportunity_id: { strong: ['18 Digit Opportunity ID', 'Opportunity ID 18'] },
    owner: {
      strong: [
        'OwnerId',
        'Owner: Full Name',
        'Opportunity Owner',
        'Opportunity Owner ID',
        'Opportunity Owner Name',
      ],
      weak: ['Opportunity Owner: Email', 'Opportunity Owner: Alias'],
    },
    stage: { strong: ['StageName'] },
    is_closed: { strong: ['Closed'] },
    is_won: { strong: ['Won'] },
    currency: { strong: ['CurrencyIsoCode', 'Amount Currency'] },
  },
  activities: {
    date: { strong: ['ActivityDate', 'ActivityDateTime'], weak: ['StartDateTime'] },
    owner: {
      strong: ['OwnerId', 'Owner: Name', 'Assigned To', 'Assigned To ID', 'Assigned To: Name'],
      weak: ['Assigned'],
    },
  },
  contacts: {
    contact_id: { strong: ['18 Digit Contact ID'] },
    owner: {
      strong: ['OwnerId', 'Contact Owner', 'Contact Owner ID'],
      weak: ['Contact Owner Alias'],
    },
  },
};
