import {
  type ColumnSpec,
  credit,
  exportedDate,
  flag,
  id,
  points,
  reference,
  text,
} from './column-spec.js';
import { withCrmHeaders } from './crm-headers/index.js';

/** The account that a row of another file belongs to, as the CRMs' exports name it. */
export const accountReference: readonly ColumnSpec[] = withCrmHeaders('ofAccounts', [
  {
    name: 'account_id',
    cells: reference,
    holds: 'whose it is',
    strong: ['accountnameid'],
    weak: ['companyid', 'customerid', 'relatedaccountid', 'parentaccountid'],
  },
  {
    name: 'account_name',
    cells: id,
    holds: 'whose it is',
    strong: ['companyname'],
    weak: ['account', 'company', 'organization', 'customer', 'customername'],
  },
]);

/** The columns of opportunities.csv, with the header spellings of the common CRMs. */
export const opportunityColumns: readonly ColumnSpec[] = withCrmHeaders('opportunities', [
  {
    name: 'opportunity_id',
    cells: id,
    holds: 'text, one of its own each where it is filled',
    strong: ['id'],
    weak: [],
  },
  ...accountReference,
  {
    name: 'owner',
    cells: id,
    holds: 'who holds it, as in accounts.csv, or by a Salesforce id in its other length',
    strong: ['ownername', 'recordowner'],
    weak: ['owneremail', 'salesagent', 'salesrep', 'salesperson', 'seller', 'rep', 'assignedto'],
  },
  {
    name: 'stage',
    cells: id,
    strong: ['opportunitystage'],
    weak: ['pipelinestage'],
  },
  {
    name: 'status',
    cells: id,
    strong: ['opportunitystatus'],
    weak: [],
  },
  { name: 'is_closed', cells: flag, strong: [], weak: [] },
  { name: 'is_won', cells: flag, strong: [], weak: [] },
  {
    name: 'amount',
    cells: credit,
    holds: 'number, below 0 for a credit; empty adds 0',
    strong: ['opportunityamount', 'dealamount', 'closevalue'],
    weak: ['value', 'totalprice', 'dealsize'],
  },
  {
    name: 'actual_amount',
    cells: credit,
    holds: 'number, below 0 for a credit: what it brought in, where that is known',
    strong: [],
    weak: [],
  },
  {
    name: 'close_date',
    cells: exportedDate,
    holds: 'date: when it closed or is to close',
    strong: ['expectedclosedate'],
    weak: [],
  },
  {
    name: 'actual_close_date',
    cells: exportedDate,
    strong: ['closeddate'],
    weak: [],
  },
  {
    name: 'created_date',
    cells: exportedDate,
    strong: ['engagedate'],
    weak: ['opendate', 'created'],
  },
  {
    name: 'probability',
    cells: points,
    holds: 'percent; from 0 to 1 where no cell is above 1',
    strong: ['winprobability'],
    weak: [],
  },
  {
    name: 'currency',
    cells: text,
    holds: 'a code such as EUR; two of them in one column of amounts are an error',
    strong: [],
    weak: [],
  },
]);

/** The columns of activities.csv. */
export const activityColumns: readonly ColumnSpec[] = withCrmHeaders('activities', [
  ...accountReference,
  {
    name: 'date',
    cells: exportedDate,
    holds: 'date: `Activity Date`, `Due Date`, `Actual End` …',
    strong: ['dateofactivity'],
    weak: ['meetingdate', 'calldate', 'contactedon', 'completedon'],
  },
  {
    name: 'owner',
    cells: id,
    holds: 'whose it was, as in accounts.csv, or by a Salesforce id in its other length',
    strong: ['activityowner', 'activityownerid', 'taskowner', 'recordowner'],
    weak: ['owneremail', 'salesrep', 'salesperson', 'rep', 'user'],
  },
  {
    name: 'status',
    cells: id,
    holds:
      'text; those that are open, planned, not started, in progress, deferred or canceled do not count',
    strong: ['activitystatus', 'taskstatus'],
    weak: ['isclosed', 'iscompleted', 'done'],
  },
]);

/** The columns of contacts.csv: whose they are, and whose account. */
export const contactColumns: readonly ColumnSpec[] = withCrmHeaders('contacts', [
  { name: 'contact_id', cells: id, strong: ['id'], weak: [] },
  ...accountReference,
  {
    name: 'owner',
    cells: id,
    strong: ['ownername'],
    weak: ['owneremail', 'assignedto'],
  },
  {
    name: 'contact_name',
    cells: id,
    strong: ['fullname', 'contactfullname', 'contact'],
    weak: ['name'],
    pair: ['firstname', 'lastname'],
  },
  { name: 'email', cells: id, strong: ['emailaddress', 'contactemail', 'email1'], weak: [] },
  { name: 'title', cells: id, strong: ['jobtitle', 'contacttitle'], weak: [] },
  { name: 'primary', cells: id, strong: ['isprimary', 'primarycontact'], weak: [] },
  { name: 'language', cells: id, strong: ['preferredlanguage', 'contactlanguage'], weak: [] },
]);
