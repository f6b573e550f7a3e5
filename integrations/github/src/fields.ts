import type { StatedField } from '@fulcrum/integration-kit'
import { ownStages } from './status.ts'

const moment = { dateStyle: 'iso', withTime: true } as const
const byKey = { peopleByKey: true } as const

/** What issues have, in the order in which columns should stand. `colours` are those of labels, filled while issues are read. */
export function fieldsWith(colours: ReadonlyMap<string, string>): readonly StatedField[] {
  return [
    { key: 'title', title: 'Title', kind: 'text', role: 'title' },
    { key: 'number', title: 'Number', kind: 'text', role: 'key' },
    { key: 'repository', title: 'Repository', kind: 'status' },
    { key: 'status', title: 'Status', kind: 'status', theme: 'status', stages: ownStages, columnRole: 'status' },
    { key: 'type', title: 'Type', kind: 'status', theme: 'type', columnRole: 'type' },
    { key: 'assignees', title: 'Assignees', kind: 'people', settings: byKey, columnRole: 'owner' },
    { key: 'labels', title: 'Labels', kind: 'tags', settings: { separator: ',' }, colours },
    { key: 'milestone', title: 'Milestone', kind: 'status', columnRole: 'sprint' },
    { key: 'milestone-due', title: 'Milestone due', kind: 'date', settings: moment },
    { key: 'author', title: 'Author', kind: 'people', settings: byKey, role: 'creator' },
    { key: 'created', title: 'Created', kind: 'date', settings: moment, role: 'created' },
    { key: 'updated', title: 'Updated', kind: 'date', settings: moment, role: 'updated' },
    { key: 'closed', title: 'Closed', kind: 'date', settings: moment },
    { key: 'closed-by', title: 'Closed by', kind: 'people', settings: byKey },
    { key: 'comments', title: 'Comments', kind: 'number' },
    { key: 'reactions', title: 'Reactions', kind: 'number' },
    { key: 'url', title: 'Link', kind: 'link' },
    { key: 'body', title: 'Description', kind: 'longText' },
    { key: 'files', title: 'Attachments', kind: 'files' },
  ]
}
