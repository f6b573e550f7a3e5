import { after, day, is, mine } from '../cells.ts'
import { checkbox, date, label, link, longText, owner, progress, status, waitsFor } from '../columns.ts'
import { defineTemplate } from '../template.ts'
import type { TemplateItem } from '../template.ts'
import { workStatus } from './common.ts'

const step = (
  key: string,
  title: string,
  who: string,
  distance: number,
  before: readonly string[],
  state = 'To do',
): TemplateItem => ({
  key,
  title,
  group: 'release',
  partOf: 'release',
  cells: {
    status: is(state),
    team: is(who),
    due: day(distance),
    ...(before.length > 0 && { waits: after(...before) }),
  },
})

export const releaseChecklist = defineTemplate({
  id: 'release-checklist',
  name: 'Release checklist',
  description: 'The steps of a release in their order, with who does each and what has to come first.',
  purpose: 'operations',
  words: ['deploy', 'launch', 'go live', 'ship', 'rollback'],
  steps: [
    'Duplicate the item 1.4 for each release: its steps come along.',
    'Set the day of the release; move the bar on the timeline and the steps follow.',
    'Tick Can go back once you have tried it.',
    'After the release, write down what went otherwise, and change the steps.',
  ],
  boards: () => [
    {
      key: 'checklist',
      name: 'Release checklist',
      about:
        'One item a release, its steps below it. Duplicate the last one for the next release. A step that waits for another one is not begun before; the timeline shows what holds up the rest.',
      columns: [
        status(workStatus),
        owner(),
        label('team', 'Team', [
          ['Development', 'blue'],
          ['Quality', 'violet'],
          ['Operations', 'teal'],
          ['Support', 'orange'],
        ]),
        progress('checklist'),
        date('due', 'Due', 'due'),
        waitsFor('checklist'),
        checkbox('back', 'Can go back'),
        link('proof', 'Proof'),
        longText('notes', 'Notes'),
      ],
      groups: [{ key: 'release', title: 'Releases', colour: 'green' }],
      views: [
        { name: 'Table', kind: 'table' },
        {
          name: 'Timeline',
          kind: 'timeline',
          spec: (column) => ({ settings: { date: column('due'), dependency: column('waits') } }),
        },
        { name: 'By team', kind: 'kanban', spec: (column) => ({ groupBy: column('team') }) },
      ],
      items: [
        {
          key: 'release',
          title: 'Release 1.4',
          group: 'release',
          cells: { status: is('In progress'), owner: mine, due: day(6) },
        },
        step('freeze', 'Nothing new comes in', 'Development', -1, [], 'Done'),
        step('notes', 'Notes for customers are written', 'Support', 1, ['freeze'], 'In progress'),
        step('test', 'The whole suite is green on staging', 'Quality', 2, ['freeze'], 'In progress'),
        step('data', 'Changes of data were tried on a copy of production', 'Operations', 3, ['freeze']),
        step('backup', 'A backup was made and restored for trial', 'Operations', 4, ['data']),
        step('way-back', 'The way back was tried', 'Operations', 4, ['data']),
        step('go', 'Go or no go', 'Development', 5, ['test', 'backup', 'way-back', 'notes']),
        step('out', 'It is out', 'Operations', 6, ['go']),
        step('watch', 'Errors and speed were watched for a day', 'Operations', 7, ['out']),
      ],
    },
  ],
})
