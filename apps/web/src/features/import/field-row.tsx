import type { ImportFieldKind, ImportPreviewField, ImportRole } from '@fulcrum/protocol'
import { Checkbox, cx, Select, TextField } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
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
  { role: null, title: t('Nothing else') },
  { role: 'title', title: t('The title') },
  { role: 'key', title: t('The key of a row') },
  { role: 'parent', title: t('The key of the parent') },
  { role: 'group', title: t('The group') },
  { role: 'created', title: t('When it was made') },
  { role: 'updated', title: t('When it last changed') },
  { role: 'creator', title: t('Who made it') },
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
            {field.samples.length === 0 ? t('empty') : field.samples.join(' · ')}
          </span>
        </td>
        <td>
          {isTitle ? (
            <span className="import-quiet">{t('The item’s title')}</span>
          ) : (
            <TextField
              label={t('Title of the column for {title}', { title: field.title })}
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
                label={t('Kind of {title}', { title: field.title })}
                hideLabel
                size="small"
                options={kinds.map(({ kind, label }) => ({ id: kind, title: told(label) }))}
                value={choice.kind}
                disabled={!choice.take}
                onChange={(kind) => onChange({ kind })}
              />
              {unsure && <span className="import-unsure">{t('Not sure')}</span>}
              {choice.labels.length > 0 && choice.take && (
                <button
                  type="button"
                  className="import-link"
                  aria-expanded={labelsOpen}
                  onClick={() => setLabelsOpen(!labelsOpen)}
                >
                  {t('{count, plural, one {# label} other {# labels}}', { count: choice.labels.length })}
                </button>
              )}
            </>
          )}
        </td>
        <td>
          <Select
            label={t('What {title} is besides', { title: field.title })}
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
