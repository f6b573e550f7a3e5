import { cx, Icon } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useId, type ReactNode } from 'react'
import { typeWords } from './operations.ts'
import type { Operation, Schema } from './operations.ts'
import { TryIt } from './try-it.tsx'

interface OperationViewProps {
  readonly operation: Operation
  readonly open: boolean
  readonly onToggle: () => void
}

/** One command or query; opened, it shows its parts and a form. */
export function OperationView({ operation, open, onToggle }: OperationViewProps) {
  const id = useId()
  const { method, path, summary, description, takes, gives } = operation
  return (
    <li className={cx('api-operation', open && 'api-operation-open')}>
      <button type="button" className="api-head" aria-expanded={open} aria-controls={id} onClick={onToggle}>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} />
        <code className="api-method">{method}</code>
        <code className="api-path">{path}</code>
        <span className="fu-truncate">{summary}</span>
      </button>
      {open && (
        <div id={id} className="api-body">
          {description !== summary && <p>{inWords(description)}</p>}
          <Fields title={t('Takes')} schema={takes} />
          <Fields title={t('Gives')} schema={gives} />
          {!operation.sendsBytes && !path.includes('{') && <TryIt key={path} operation={operation} />}
        </div>
      )}
    </li>
  )
}

function Fields({ title, schema }: { readonly title: string; readonly schema: Schema }) {
  const fields = Object.entries(schema.properties ?? {})
  if (fields.length === 0) return null
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <dl className="api-fields">
        {fields.map(([name, field]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
              {schema.required?.includes(name) === true ? '' : <span> {t('may be left out')}</span>}
            </dt>
            <dd>
              {typeWords(field)}
              {field.description !== undefined && <span> · {inWords(field.description)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** A sentence of the document, with what stands in backticks as code. */
function inWords(text: string): readonly ReactNode[] {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={`${index} ${part}`}>{part}</code>))
}
