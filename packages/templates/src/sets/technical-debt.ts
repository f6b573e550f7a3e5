import { day, is, mine } from '../cells.ts'
import { date, formula, label, longText, number, owner, status } from '../columns.ts'
import { defineTemplate } from '../template.ts'

export const technicalDebt = defineTemplate({
  id: 'technical-debt',
  name: 'Technical debt',
  description: 'Shortcuts with what they cost each month, what mending costs, and a decision: accept or repay.',
  purpose: 'quality',
  words: ['refactoring', 'architecture', 'risk', 'maintenance', 'shortcut', 'legacy'],
  steps: [
    'Write a debt down when it is made, or when it slows somebody.',
    'Say what it costs a month and what mending would cost, in days.',
    'Decide: repay, or accept until a day on which you look again.',
    'Bring those that pay back soonest to each planning.',
  ],
  boards: () => [
    {
      key: 'debt',
      name: 'Technical debt',
      about:
        'Every shortcut that costs time later. Cost a month: days that the team loses to it. To mend: days of work. Pays back: months until mending has paid for itself; the smallest come first.\n\nAccepted is a decision: it has an owner, and a day on which it is looked at again.',
      columns: [
        status([
          ['Found', 'orange', 'backlog'],
          ['To be repaid', 'slate', 'todo'],
          ['Being repaid', 'blue', 'doing'],
          ['Repaid', 'green', 'done'],
          ['Accepted', 'grey', 'canceled'],
        ]),
        owner(),
        label(
          'kind',
          'Kind',
          [
            ['Code', 'blue'],
            ['Architecture', 'violet'],
            ['Tests', 'teal'],
            ['Build and deploy', 'cyan'],
            ['Dependency', 'orange'],
            ['Knowledge', 'yellow'],
          ],
          { role: 'type' },
        ),
        number('cost', 'Cost a month', { unit: 'd', description: 'Days that are lost to it each month.' }),
        number('mend', 'To mend', { unit: 'd', role: 'estimate', description: 'Days of work to be rid of it.' }),
        formula('back', 'Pays back (months)', 'ROUND({To mend} / {Cost a month}, 1)', {
          description: 'How many months until mending has paid for itself.',
        }),
        label(
          'risk',
          'Risk',
          [
            ['High', 'red'],
            ['Medium', 'yellow'],
            ['Low', 'green'],
          ],
          { role: 'priority' },
        ),
        longText('customers', 'What customers notice', { description: 'In words for people who do not write code.' }),
        date('again', 'Look again', 'due'),
      ],
      groups: [
        { key: 'open', title: 'Open', colour: 'orange' },
        { key: 'decided', title: 'Decided', colour: 'slate' },
      ],
      views: [
        { name: 'Table', kind: 'table' },
        {
          name: 'Soonest paid back',
          kind: 'table',
          spec: (column) => ({ sort: [{ column: column('back'), direction: 'asc' }] }),
        },
        {
          name: 'Kanban',
          kind: 'kanban',
          spec: (column) => ({
            groupBy: column('status'),
            settings: { cards: [column('owner'), column('kind'), column('back')] },
          }),
        },
        {
          name: 'Cost by kind',
          kind: 'chart',
          spec: (column) => ({ settings: { shape: 'bar', by: column('kind'), measure: 'sum', of: column('cost') } }),
        },
        { name: 'Calendar', kind: 'calendar', spec: (column) => ({ settings: { date: column('again') } }) },
      ],
      items: [
        {
          title: 'Prices are computed in three places',
          group: 'open',
          cells: {
            status: is('To be repaid'),
            owner: mine,
            kind: is('Architecture'),
            cost: 4,
            mend: 10,
            risk: is('High'),
            customers: 'Now and then the cart and the invoice do not agree.',
          },
        },
        {
          title: 'The test suite takes forty minutes',
          group: 'open',
          cells: {
            status: is('Being repaid'),
            kind: is('Tests'),
            cost: 6,
            mend: 8,
            risk: is('Medium'),
            customers: 'Mended bugs reach them a day later.',
          },
        },
        {
          title: 'Only one person knows the import',
          group: 'open',
          cells: { status: is('Found'), kind: is('Knowledge'), cost: 1, mend: 3, risk: is('High') },
        },
        {
          title: 'Deploys need a person at the keyboard',
          group: 'decided',
          cells: { status: is('To be repaid'), kind: is('Build and deploy'), cost: 2, mend: 5, risk: is('Medium') },
        },
        {
          title: 'The admin pages use an old framework',
          group: 'decided',
          cells: {
            status: is('Accepted'),
            owner: mine,
            kind: is('Dependency'),
            cost: 0.5,
            mend: 20,
            risk: is('Low'),
            again: day(60),
          },
        },
      ],
    },
  ],
})
