import type { ColumnRole } from '@fulcrum/domain'
import type { FidelityReason, ImportRole, LabelTheme } from '@fulcrum/integration-kit'
import type { FieldShape } from './shapes/shape.ts'

/** A field that every site has. */
export interface SystemField {
  readonly id: string
  readonly title: string
  readonly shape: FieldShape
  readonly theme?: LabelTheme
  readonly role?: ImportRole
  readonly columnRole?: ColumnRole
  /** Names under which history knows it, besides id and title. */
  readonly historyNames?: readonly string[]
  /** Set where history tells which elements left and joined. */
  readonly historyByElement?: boolean
  /** Set where the site has made the field itself: then its title says what it means. */
  readonly isOwn?: boolean
}

/** In the order in which columns should stand: first what people look for in every row. */
export const systemFields: readonly SystemField[] = [
  { id: 'summary', title: 'Summary', shape: 'text', role: 'title' },
  { id: 'issuekey', title: 'Key', shape: 'text', role: 'key' },
  { id: 'status', title: 'Status', shape: 'label', theme: 'status', columnRole: 'status' },
  { id: 'assignee', title: 'Assignee', shape: 'person', columnRole: 'owner' },
  { id: 'priority', title: 'Priority', shape: 'label', theme: 'priority', columnRole: 'priority' },
  { id: 'issuetype', title: 'Issue Type', shape: 'label', theme: 'type', columnRole: 'type' },
  { id: 'duedate', title: 'Due Date', shape: 'day', historyNames: ['due date'], columnRole: 'due' },
  { id: 'project', title: 'Project', shape: 'label' },
  { id: 'resolution', title: 'Resolution', shape: 'label', theme: 'resolution' },
  { id: 'reporter', title: 'Reporter', shape: 'person' },
  { id: 'creator', title: 'Creator', shape: 'person', role: 'creator' },
  { id: 'resolutiondate', title: 'Resolved', shape: 'instant' },
  { id: 'created', title: 'Created', shape: 'instant', role: 'created' },
  { id: 'updated', title: 'Updated', shape: 'instant', role: 'updated' },
  { id: 'labels', title: 'Labels', shape: 'words' },
  { id: 'components', title: 'Components', shape: 'labels', historyNames: ['component'], historyByElement: true },
  { id: 'fixVersions', title: 'Fix Versions', shape: 'labels', historyNames: ['fix version'], historyByElement: true },
  { id: 'versions', title: 'Affects Versions', shape: 'labels', historyNames: ['version'], historyByElement: true },
  {
    id: 'parent',
    title: 'Parent',
    shape: 'text',
    role: 'parent',
    historyNames: ['issueparentassociation', 'parent issue'],
  },
  { id: 'issuelinks', title: 'Linked Issues', shape: 'links', historyNames: ['link'], historyByElement: true },
  { id: 'timeoriginalestimate', title: 'Original Estimate', shape: 'hours' },
  { id: 'timeestimate', title: 'Remaining Estimate', shape: 'hours' },
  { id: 'timespent', title: 'Time Spent', shape: 'hours' },
  { id: 'votes', title: 'Votes', shape: 'number' },
  { id: 'watches', title: 'Watchers', shape: 'number' },
  { id: 'security', title: 'Security Level', shape: 'label', historyNames: ['security'] },
  { id: 'description', title: 'Description', shape: 'longText' },
  { id: 'environment', title: 'Environment', shape: 'longText' },
  { id: 'attachment', title: 'Attachments', shape: 'files', historyNames: ['attachment'], historyByElement: true },
]

/** Fields that are left out, and why. */
export const leftOutFields: ReadonlyMap<string, FidelityReason> = new Map<string, FidelityReason>([
  ['workratio', 'field-derived'],
  ['progress', 'field-derived'],
  ['aggregateprogress', 'field-derived'],
  ['aggregatetimeestimate', 'field-derived'],
  ['aggregatetimeoriginalestimate', 'field-derived'],
  ['aggregatetimespent', 'field-derived'],
  ['timetracking', 'field-derived'],
  ['subtasks', 'field-derived'],
  ['statusCategory', 'field-derived'],
  ['statuscategorychangedate', 'field-derived'],
  ['thumbnail', 'field-derived'],
  ['lastViewed', 'field-personal'],
  ['worklog', 'work-log-left-out'],
])

/** How custom fields of a type are read, by the end of the type's name. */
export const customShapes: ReadonlyMap<string, FieldShape> = new Map<string, FieldShape>([
  ['textfield', 'text'],
  ['textarea', 'longText'],
  ['url', 'text'],
  ['readonlyfield', 'text'],
  ['float', 'number'],
  ['jsw-story-points', 'number'],
  ['select', 'label'],
  ['radiobuttons', 'label'],
  ['cascadingselect', 'label'],
  ['multiselect', 'labels'],
  ['multicheckboxes', 'labels'],
  ['labels', 'words'],
  ['userpicker', 'person'],
  ['multiuserpicker', 'people'],
  ['datepicker', 'day'],
  ['datetime', 'instant'],
  ['version', 'label'],
  ['multiversion', 'labels'],
  ['project', 'label'],
  ['gh-sprint', 'labels'],
  ['gh-epic-link', 'text'],
  ['gh-epic-label', 'text'],
  ['gh-epic-status', 'label'],
])

/** How fields are read where only the type of their values is known. */
export const typeShapes: ReadonlyMap<string, FieldShape> = new Map<string, FieldShape>([
  ['string', 'text'],
  ['number', 'number'],
  ['date', 'day'],
  ['datetime', 'instant'],
  ['user', 'person'],
  ['option', 'label'],
  ['option-with-child', 'label'],
  ['priority', 'label'],
  ['resolution', 'label'],
  ['status', 'label'],
  ['issuetype', 'label'],
  ['version', 'label'],
  ['project', 'label'],
  ['component', 'label'],
  ['group', 'label'],
  ['securitylevel', 'label'],
])
