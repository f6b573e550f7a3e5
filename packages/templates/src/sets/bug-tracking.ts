import { are, day, is, mine } from '../cells.ts'
import { date, label, link, longText, owner, status, text } from '../columns.ts'
import { defineTemplate } from '../template.ts'
import { severities } from './common.ts'

export const bugTracking = defineTemplate({
  id: 'bug-tracking',
  name: 'Bug tracking',
  description: 'From a report by anybody to a mended bug: a form, a triage and what is worst on top.',
  purpose: 'quality',
  words: ['defect', 'issue', 'triage', 'support', 'quality'],
  steps: [
    'Share the form: its answers come into the group To look at.',
    'Once a day, give each new report a severity and a part, or close it with a reason.',
    'Take the most severe first; the Kanban shows who is at what.',
    'A bug is done when it is in a version that people have.',
  ],
  boards: () => [
    {
      key: 'bugs',
      name: 'Bug tracking',
      about:
        'Reports come in by the form and wait under To look at. Give each a severity and a part of the product once a day. A bug is done when a version that people have does without it: write that version down.',
      columns: [
        status([
          ['New', 'orange', 'backlog'],
          ['Accepted', 'slate', 'todo'],
          ['In progress', 'blue', 'doing'],
          ['Being tested', 'violet', 'review'],
          ['Done', 'green', 'done'],
          ['Not a bug', 'grey', 'canceled'],
          ['Known already', 'grey', 'canceled'],
        ]),
        label('severity', 'Severity', severities, {
          role: 'priority',
          description: 'How much it hurts whom it meets.',
        }),
        owner(),
        owner('Reported by', 'reporter'),
        {
          key: 'parts',
          title: 'Part',
          kind: 'tags',
          settings: {
            labels: ['Web', 'API', 'Mobile', 'Data'].map((name, at) => ({
              number: at + 1,
              name,
              colour: ['blue', 'teal', 'violet', 'orange'][at] ?? 'grey',
            })),
          },
        },
        label('environment', 'Where', [
          ['Production', 'red'],
          ['Staging', 'yellow'],
          ['Development', 'slate'],
        ]),
        longText('steps', 'How to see it'),
        longText('expected', 'What should happen'),
        text('version', 'Mended in'),
        date('due', 'Due', 'due'),
        link('trace', 'Trace'),
      ],
      groups: [
        { key: 'new', title: 'To look at', colour: 'orange' },
        { key: 'open', title: 'Open', colour: 'blue' },
        { key: 'closed', title: 'Closed', colour: 'green' },
      ],
      views: [
        {
          name: 'Table',
          kind: 'table',
          spec: (column) => ({
            columns: [
              { column: column('steps'), hidden: true },
              { column: column('expected'), hidden: true },
            ],
          }),
        },
        {
          name: 'Kanban',
          kind: 'kanban',
          spec: (column) => ({
            groupBy: column('status'),
            settings: { swimlanes: column('severity'), cards: [column('owner'), column('parts')] },
          }),
        },
        {
          name: 'Report a bug',
          kind: 'form',
          spec: (column) => ({
            settings: {
              title: 'Report a bug',
              description: 'Thank you for telling us. The more we can see for ourselves, the sooner it is mended.',
              thanks: 'Thank you. We look at new reports every working day.',
              group: 1,
              questions: [
                { column: 'title', label: 'What is wrong?', required: true },
                {
                  column: column('steps'),
                  label: 'How can we see it?',
                  help: 'What you did, step by step.',
                  required: true,
                },
                { column: column('expected'), label: 'What should have happened?' },
                { column: column('environment'), label: 'Where did you see it?' },
              ],
            },
          }),
        },
        { name: 'Severity', kind: 'chart', spec: (column) => ({ settings: { shape: 'bar', by: column('severity') } }) },
      ],
      items: [
        {
          title: 'Payment is taken twice after a slow answer',
          group: 'open',
          cells: {
            status: is('In progress'),
            severity: is('Critical'),
            owner: mine,
            parts: are('API'),
            environment: is('Production'),
            due: day(1),
            steps: '1. Pay with a slow connection\n2. Press Pay again',
            expected: 'One payment.',
          },
        },
        {
          title: 'Export leaves out the last row',
          group: 'open',
          cells: {
            status: is('Accepted'),
            severity: is('Major'),
            parts: are('Web', 'Data'),
            environment: is('Production'),
            due: day(6),
          },
        },
        {
          title: 'The menu covers the button on small screens',
          group: 'new',
          cells: {
            status: is('New'),
            parts: are('Mobile'),
            environment: is('Production'),
            steps: 'Open the menu on a telephone held upright.',
          },
        },
        {
          title: 'A letter names the wrong month',
          group: 'new',
          cells: { status: is('New'), severity: is('Minor'), environment: is('Staging') },
        },
        {
          title: 'Sorting forgets the column',
          group: 'closed',
          cells: { status: is('Done'), severity: is('Minor'), owner: mine, parts: are('Web'), version: '1.3.2' },
        },
        {
          title: 'The button has another colour than last year',
          group: 'closed',
          cells: { status: is('Not a bug'), severity: is('Cosmetic') },
        },
      ],
    },
  ],
})
