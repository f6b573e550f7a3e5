import { day, is, mine } from '../cells.ts'
import { date, label, longText, owner, status, waitsFor } from '../columns.ts'
import { defineTemplate } from '../template.ts'

export const roadmap = defineTemplate({
  id: 'roadmap',
  name: 'Roadmap',
  description: 'What comes now, next and later, on one timeline that others can read.',
  purpose: 'planning',
  words: ['plan', 'strategy', 'quarter', 'goals', 'gantt'],
  steps: [
    'Write down what changes for people, not what is built.',
    'Give dates to what is near only; what is later has none on purpose.',
    'Say how sure you are: a date without that is a promise.',
    'Share the timeline read-only with those who plan with it.',
  ],
  boards: () => [
    {
      key: 'roadmap',
      name: 'Roadmap',
      about:
        'What changes for people, and about when. Now has dates, Next has months, Later has none on purpose. Look at it once a month, and say what moved and why.',
      columns: [
        status([
          ['Planned', 'slate', 'todo'],
          ['Under way', 'blue', 'doing'],
          ['At risk', 'red', 'doing'],
          ['Done', 'green', 'done'],
          ['Dropped', 'grey', 'canceled'],
        ]),
        owner(),
        label(
          'theme',
          'Theme',
          [
            ['Growth', 'green'],
            ['Trust', 'blue'],
            ['Speed', 'orange'],
            ['Foundations', 'violet'],
          ],
          { role: 'type' },
        ),
        label('sure', 'How sure', [
          ['Committed', 'green'],
          ['Likely', 'yellow'],
          ['A guess', 'grey'],
        ]),
        date('start', 'Start', 'start'),
        date('end', 'End', 'due'),
        waitsFor('roadmap'),
        longText('outcome', 'What changes for people'),
      ],
      groups: [
        { key: 'now', title: 'Now', colour: 'blue' },
        { key: 'next', title: 'Next', colour: 'teal' },
        { key: 'later', title: 'Later', colour: 'grey' },
      ],
      views: [
        {
          name: 'Timeline',
          kind: 'timeline',
          spec: (column) => ({ settings: { date: column('start'), end: column('end'), zoom: 'month' } }),
        },
        { name: 'Table', kind: 'table' },
        {
          name: 'By theme',
          kind: 'kanban',
          spec: (column) => ({
            groupBy: column('theme'),
            settings: { cards: [column('status'), column('sure'), column('end')] },
          }),
        },
      ],
      items: [
        {
          key: 'account',
          title: 'One account for all products',
          group: 'now',
          cells: {
            status: is('Under way'),
            owner: mine,
            theme: is('Trust'),
            sure: is('Committed'),
            start: day(-15),
            end: day(20),
            outcome: 'People sign in once.',
          },
        },
        {
          title: 'Pages within a second',
          group: 'now',
          cells: { status: is('At risk'), theme: is('Speed'), sure: is('Likely'), start: day(-10), end: day(25) },
        },
        {
          title: 'Prices for teams',
          group: 'next',
          cells: {
            status: is('Planned'),
            theme: is('Growth'),
            sure: is('Likely'),
            start: day(25),
            end: day(55),
            waits: ({ itemId }) => [{ item: itemId('account'), type: 'finish-start', lag: 0 }],
          },
        },
        {
          title: 'Data stays in the country',
          group: 'next',
          cells: { status: is('Planned'), theme: is('Trust'), sure: is('A guess'), start: day(40), end: day(75) },
        },
        {
          title: 'An interface for partners',
          group: 'later',
          cells: { status: is('Planned'), theme: is('Growth'), sure: is('A guess') },
        },
        {
          title: 'One way to store files',
          group: 'later',
          cells: { status: is('Planned'), theme: is('Foundations'), sure: is('A guess') },
        },
      ],
    },
  ],
})
