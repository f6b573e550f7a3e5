import { day, is, items, mine } from '../cells.ts'
import {
  connect,
  connectBack,
  date,
  label,
  link,
  longText,
  mirror,
  number,
  owner,
  priority,
  status,
} from '../columns.ts'
import { defineTemplate } from '../template.ts'
import { workStatus } from './common.ts'

export const incidentLog = defineTemplate({
  id: 'incident-log',
  name: 'Incident log',
  description: 'Every incident with its times, what came before it, and actions that are not forgotten.',
  purpose: 'operations',
  words: ['outage', 'post-mortem', 'on call', 'reliability', 'blameless', 'postmortem'],
  steps: [
    'Open an item when something is broken for people; write down times while you go.',
    'When it is over, look together at what made it possible. Nobody is to blame.',
    'Connect actions that make it less likely: the incident shows how many are done.',
    'Look at open actions at each planning.',
  ],
  boards: () => [
    {
      key: 'incidents',
      name: 'Incidents',
      about:
        'What was broken for people, and what we learned. Write times down while it happens. Afterwards ask what made it possible, not who. An incident is closed when its actions are done: Actions done says so by itself.',
      columns: [
        status([
          ['Happening', 'red', 'doing'],
          ['Over', 'orange', 'review'],
          ['Understood', 'blue', 'review'],
          ['Closed', 'green', 'done'],
        ]),
        label(
          'severity',
          'Severity',
          [
            ['1: everybody', 'red'],
            ['2: many', 'orange'],
            ['3: a few', 'yellow'],
          ],
          { role: 'priority' },
        ),
        owner('Lead'),
        { key: 'began', title: 'Began', kind: 'date', settings: { time: true }, role: 'start' },
        number('minutes', 'Minutes until over', { unit: 'min' }),
        label('found', 'Found by', [
          ['Alert', 'green'],
          ['One of us', 'blue'],
          ['A customer', 'red'],
        ]),
        connect('actions', 'Actions', { board: 'actions', column: 'incidents' }),
        mirror('done', 'Actions done', {
          own: 'incidents',
          through: 'actions',
          board: 'actions',
          column: 'status',
          rollUp: 'stages',
        }),
        longText('what', 'What happened'),
        longText('why', 'What made it possible'),
        link('talk', 'Talk'),
      ],
      groups: [
        { key: 'open', title: 'Open', colour: 'red' },
        { key: 'closed', title: 'Closed', colour: 'green' },
      ],
      views: [
        {
          name: 'Table',
          kind: 'table',
          spec: (column) => ({
            columns: [
              { column: column('what'), hidden: true },
              { column: column('why'), hidden: true },
            ],
          }),
        },
        { name: 'Calendar', kind: 'calendar', spec: (column) => ({ settings: { date: column('began') } }) },
        { name: 'Found by', kind: 'chart', spec: (column) => ({ settings: { shape: 'bar', by: column('found') } }) },
      ],
      items: [
        {
          title: 'Nobody could pay for 40 minutes',
          group: 'open',
          cells: {
            status: is('Understood'),
            severity: is('1: everybody'),
            owner: mine,
            began: day(-3),
            minutes: 40,
            found: is('A customer'),
            actions: items('alert', 'limit'),
            what: 'A certificate ended during the night.',
            why: 'It was in nobody’s calendar, and no alert looks at ends of certificates.',
          },
        },
        {
          title: 'Mails went out a day late',
          group: 'closed',
          cells: {
            status: is('Closed'),
            severity: is('3: a few'),
            began: day(-20),
            minutes: 900,
            found: is('One of us'),
            actions: items('queue'),
          },
        },
      ],
    },
    {
      key: 'actions',
      name: 'Incident actions',
      about:
        'What makes an incident less likely, or shorter. Each has an owner and a day. Look at those that are late at every planning.',
      columns: [
        status(workStatus),
        owner(),
        priority(),
        date('due', 'Due', 'due'),
        connectBack('incidents', 'Incidents', { board: 'incidents', column: 'actions' }),
        mirror('severity', 'Severity', {
          own: 'actions',
          through: 'incidents',
          board: 'incidents',
          column: 'severity',
          rollUp: 'list',
        }),
      ],
      groups: [{ key: 'actions', title: 'Actions', colour: 'blue' }],
      views: [
        { name: 'Table', kind: 'table' },
        { name: 'Kanban', kind: 'kanban', spec: (column) => ({ groupBy: column('status') }) },
      ],
      items: [
        {
          key: 'alert',
          title: 'An alert thirty days before a certificate ends',
          group: 'actions',
          cells: { status: is('In progress'), owner: mine, priority: is('Urgent'), due: day(4) },
        },
        {
          key: 'limit',
          title: 'Payments go on without the discount service',
          group: 'actions',
          cells: { status: is('To do'), priority: is('High'), due: day(14) },
        },
        {
          key: 'queue',
          title: 'The queue of mails has a length on the dashboard',
          group: 'actions',
          cells: { status: is('Done'), priority: is('Medium'), due: day(-8) },
        },
      ],
    },
  ],
})
