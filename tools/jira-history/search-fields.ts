type Schema = { readonly type: string; readonly system: string; readonly items?: string }

function one(system: string, type: string): Schema {
  return { type, system }
}

function many(system: string, items: string): Schema {
  return { type: 'array', items, system }
}

const fields: readonly (readonly [id: string, name: string, schema: Schema])[] = [
  ['issuetype', 'Issue Type', one('issuetype', 'issuetype')],
  ['timespent', 'Time Spent', one('timespent', 'number')],
  ['project', 'Project', one('project', 'project')],
  ['fixVersions', 'Fix Version/s', many('fixVersions', 'version')],
  ['aggregatetimespent', 'Σ Time Spent', one('aggregatetimespent', 'number')],
  ['resolution', 'Resolution', one('resolution', 'resolution')],
  ['resolutiondate', 'Resolved', one('resolutiondate', 'datetime')],
  ['workratio', 'Work Ratio', one('workratio', 'number')],
  ['lastViewed', 'Last Viewed', one('lastViewed', 'datetime')],
  ['watches', 'Watchers', one('watches', 'watches')],
  ['created', 'Created', one('created', 'datetime')],
  ['priority', 'Priority', one('priority', 'priority')],
  ['labels', 'Labels', many('labels', 'string')],
  ['timeestimate', 'Remaining Estimate', one('timeestimate', 'number')],
  ['aggregatetimeoriginalestimate', 'Σ Original Estimate', one('aggregatetimeoriginalestimate', 'number')],
  ['versions', 'Affects Version/s', many('versions', 'version')],
  ['issuelinks', 'Linked Issues', many('issuelinks', 'issuelinks')],
  ['assignee', 'Assignee', one('assignee', 'user')],
  ['updated', 'Updated', one('updated', 'datetime')],
  ['status', 'Status', one('status', 'status')],
  ['components', 'Component/s', many('components', 'component')],
  ['timeoriginalestimate', 'Original Estimate', one('timeoriginalestimate', 'number')],
  ['description', 'Description', one('description', 'string')],
  ['timetracking', 'Time Tracking', one('timetracking', 'timetracking')],
  ['attachment', 'Attachment', many('attachment', 'attachment')],
  ['aggregatetimeestimate', 'Σ Remaining Estimate', one('aggregatetimeestimate', 'number')],
  ['summary', 'Summary', one('summary', 'string')],
  ['creator', 'Creator', one('creator', 'user')],
  ['subtasks', 'Sub-Tasks', many('subtasks', 'issuelinks')],
  ['reporter', 'Reporter', one('reporter', 'user')],
  ['aggregateprogress', 'Σ Progress', one('aggregateprogress', 'progress')],
  ['environment', 'Environment', one('environment', 'string')],
  ['duedate', 'Due Date', one('duedate', 'date')],
  ['progress', 'Progress', one('progress', 'progress')],
  ['comment', 'Comment', one('comment', 'comments-page')],
  ['votes', 'Votes', one('votes', 'votes')],
  ['worklog', 'Log Work', many('worklog', 'worklog')],
]

/** How the search calls its fields (`expand=names`). */
export const fieldNames: Readonly<Record<string, string>> = Object.fromEntries(fields.map(([id, name]) => [id, name]))

/** How values of its fields are made (`expand=schema`). */
export const fieldSchemas: Readonly<Record<string, unknown>> = Object.fromEntries(
  fields.map(([id, , schema]) => [id, schema]),
)
