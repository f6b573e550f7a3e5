import type {
  ImportFieldMapping,
  ImportLabel,
  ImportPreview,
  ImportPreviewField,
  ImportReading,
  ImportRole,
  ImportStart,
} from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'

/** What becomes of one field, as the person has it now. */
export interface FieldChoice {
  readonly take: boolean
  readonly title: string
  readonly kind: string
  readonly role: ImportRole | null
  readonly labels: readonly ImportLabel[]
}

export type Choices = ReadonlyMap<string, FieldChoice>

/** Roles that say how the file is read; choosing one reads it again. The others are a matter of the mapping alone. */
const readingRoles = { title: 'titleField', key: 'keyField' } as const satisfies Partial<
  Record<ImportRole, keyof ImportReading>
>

/** What the preview suggests, to start from. */
export function suggestedChoices({ fields }: ImportPreview): Choices {
  return new Map(
    fields.map(({ field, suggestion: { take, title, kind, role, labels } }) => [
      field,
      { take, title, kind, role, labels },
    ]),
  )
}

/** The choices with one of them changed. A role is one field's: whoever had it loses it. */
export function withChoice(choices: Choices, field: string, change: Partial<FieldChoice>): Choices {
  const next = new Map(choices)
  const before = next.get(field)
  if (before === undefined) return choices
  if (change.role !== undefined && change.role !== null) {
    for (const [other, choice] of next) if (choice.role === change.role) next.set(other, { ...choice, role: null })
  }
  next.set(field, { ...before, ...change })
  return next
}

/** How the file must be read so that a field has a role; null where reading does not depend on it. */
export function readingWithRole(reading: ImportReading, field: string, role: ImportRole | null): ImportReading | null {
  if (role !== null && role in readingRoles) {
    // @NOTE asked one line above.
    return { ...reading, [readingRoles[role as keyof typeof readingRoles]]: field }
  }
  const given = Object.entries(readingRoles).find(([, name]) => reading[name] === field)
  if (given === undefined) return null
  const { [given[1]]: _, ...rest } = reading
  return rest
}

/** What is sent to start: every field as it was chosen. */
export function toStart(preview: ImportPreview, choices: Choices, target: ImportStart['target']): ImportStart {
  const fields = preview.fields.flatMap(({ field, suggestion }): ImportFieldMapping[] => {
    const choice = choices.get(field)
    if (choice === undefined) return []
    const { take, title, kind, role, labels } = choice
    const reads = role !== null && role in readingRoles
    return [
      {
        field,
        take,
        title: title.trim() === '' ? suggestion.title : title.trim(),
        kind,
        ...(!reads && { role }),
        ...(labels.length > 0 && { labels: [...labels] }),
      },
    ]
  })
  return { target, fields }
}

/** `3 of 12 fields are left out`, or null where all are taken. */
export function leftOutWords(fields: readonly ImportPreviewField[], choices: Choices): string | null {
  const left = fields.filter(({ field }) => choices.get(field)?.take === false && choices.get(field)?.role === null)
  return left.length === 0 ? null : t('{left} of {all} fields are left out', { left: left.length, all: fields.length })
}
