import type { LabelTemplate, LabelUses, LabelUsesElsewhere } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'

/** Whether anything but cells reads a label: what goes on naming it when it is retired. */
export function isRead({ views, forms, formulas, rules }: LabelUses): boolean {
  return views.length + forms.length + formulas.length + rules.length > 0
}

/** The same of what reads it beyond its board. */
export function isReadElsewhere({ formulas, hiddenFormulas, templates }: LabelUsesElsewhere): boolean {
  return formulas.length + hiddenFormulas + templates.length > 0
}

/** `12 items`, `2 views: Late, Mine`, `1 formula: Risk`. */
export function usesWords({ items, templates, views, forms, formulas, rules }: LabelUses): readonly string[] {
  return [
    ...(items === 0 ? [] : [t('{items, plural, one {# item} other {# items}}', { items })]),
    ...named('{count, plural, one {# template of items} other {# templates of items}}: {names}', templates),
    ...named('{count, plural, one {# view} other {# views}}: {names}', views),
    ...named('{count, plural, one {# form} other {# forms}}: {names}', forms),
    ...named('{count, plural, one {# formula} other {# formulas}}: {names}', formulas),
    ...named('{count, plural, one {# rule of column} other {# rules of columns}}: {names}', rules),
  ]
}

/** `1 formula of another board: Risk (Epics)`, `1 template: Sprint (12 items, 2 views)`. */
export function elsewhereWords({ formulas, hiddenFormulas, templates }: LabelUsesElsewhere): readonly string[] {
  const hidden = { count: hiddenFormulas }
  return [
    ...named(
      '{count, plural, one {# formula of another board} other {# formulas of other boards}}: {names}',
      formulas.map(({ title, boardName }) => t('{title} ({board})', { title, board: boardName })),
    ),
    ...(hiddenFormulas === 0
      ? []
      : [t('{count, plural, one {# formula that you may not see} other {# formulas that you may not see}}', hidden)]),
    ...templateWords(templates),
  ]
}

/** `1 template: Sprint (12 items, 2 views)`. */
export function templateWords(templates: readonly LabelTemplate[]): readonly string[] {
  return named(
    '{count, plural, one {# template} other {# templates}}: {names}',
    templates.map(({ name, ...counts }) => {
      const parts = countWords(counts)
      return parts.length === 0 ? name : t('{title} ({parts})', { title: name, parts: parts.join(', ') })
    }),
  )
}

function countWords(of: Omit<LabelTemplate, 'name'>): readonly string[] {
  const words = [
    [of.items, '{count, plural, one {# item} other {# items}}'],
    [of.views, '{count, plural, one {# view} other {# views}}'],
    [of.forms, '{count, plural, one {# form} other {# forms}}'],
    [of.formulas, '{count, plural, one {# formula} other {# formulas}}'],
    [of.rules, '{count, plural, one {# rule} other {# rules}}'],
  ] as const
  return words.flatMap(([count, message]) => (count === 0 ? [] : [t(message, { count })]))
}

function named(message: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [t(message, { count: names.length, names: shownNames(names) })]
}

function shownNames(names: readonly string[]): string {
  return names.length > 4
    ? t('{names} and {count} more', { names: names.slice(0, 4).join(', '), count: names.length - 4 })
    : names.join(', ')
}
