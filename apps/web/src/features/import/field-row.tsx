import type { ImportFieldKind, ImportPreviewField, ImportRole } from '@fulcrum/protocol'
import { Checkbox, cx, Select, TextField } from '@fulcrum/ui'
import { useState } from 'react'
import { LabelRows } from './label-rows.tsx'
import type { FieldChoice } from './mapping.ts'

interface FieldRowProps {
  readonly field: ImportPreviewField
  readonly choice: FieldChoice
  readonly kinds: readonly ImportFieldKind[]
  readonly onChange: (change: Partial<FieldChoice>) => void
}

const NO_ROLE = 'none'
const UNSURE_BELOW = 0.6

const roles: readonly { readonly role: ImportRole | null; readonly title: string }[] = [
  { role: null, title: 'Nothing else' },
  { role: 'title', title: 'The title' },
  { role: 'key', title: 'The key of a row' },
  { role: 'parent', title: 'The key of the parent' },
  { role: 'group', title: 'The group' },
  { role: 'created', title: 'When it was made' },
  { role: 'updated', title: 'When it last changed' },
  { role: 'creator', title: 'Who made it' },
]

/** One field of the file and what becomes of it. */
export function FieldRow({ field, choice, kinds, onChange }: FieldRowProps) {
  const [labelsOpen, setLabelsOpen] = useState(false)
  const unsure = field.confidence < UNSURE_BELOW && choice.take
  const isTitle = choice.role === 'title'
  return (
    <>
      <tr className={cx(!choice.take && !isTitle && 'import-left')}>
        <td>
          <Checkbox
            label={<span className="import-field-name">{field.title}</span>}
            checked={choice.take || isTitle}
            disabled={isTitle}
            onChange={(take) => onChange({ take })}
          />
          <span className="import-samples" title={field.samples.join('\n')}>
            {field.samples.length === 0 ? 'empty' : field.samples.join(' · ')}
          </span>
        </td>
        <td>
          {isTitle ? (
            <span className="import-quiet">The item’s title</span>
          ) : (
            <TextField
              label={`Title of the column for ${field.title}`}
              hideLabel
              size="small"
              value={choice.title}
              disabled={!choice.take}
              maxLength={255}
              onChange={(event) => onChange({ title: event.target.value })}
            />
          )}
        </td>
        <td>
          {!isTitle && (
            <>
              <Select
                label={`Kind of ${field.title}`}
                hideLabel
                size="small"
                options={kinds.map(({ kind, label }) => ({ id: kind, title: label }))}
                value={choice.kind}
                disabled={!choice.take}
                onChange={(kind) => onChange({ kind })}
              />
              {unsure && <span className="import-unsure">Not sure</span>}
              {choice.labels.length > 0 && choice.take && (
                <button
                  type="button"
                  className="import-link"
                  aria-expanded={labelsOpen}
                  onClick={() => setLabelsOpen(!labelsOpen)}
                >
                  {choice.labels.length} {choice.labels.length === 1 ? 'label' : 'labels'}
                </button>
              )}
            </>
          )}
        </td>
        <td>
          <Select
            label={`What ${field.title} is besides`}
            hideLabel
            size="small"
            options={roles.map(({ role, title }) => ({ id: role ?? NO_ROLE, title }))}
            value={choice.role ?? NO_ROLE}
            onChange={(id) => onChange({ role: roles.find(({ role }) => role === id)?.role ?? null })}
          />
        </td>
      </tr>
      {labelsOpen && (
        <tr className="import-labels-row">
          <td colSpan={4}>
            <LabelRows labels={choice.labels} onChange={(labels) => onChange({ labels })} />
          </td>
        </tr>
      )}
    </>
  )
}
