import type { CallAt } from '@fulcrum/domain/formula'
import { t } from '@fulcrum/ui/messages'

/** What the function around the caret takes and does: the argument that is being written stands out. */
export function CallHelp({ call: { called, parts, parameter } }: { readonly call: CallAt }) {
  const [example] = called.examples
  return (
    <div className="fc-formula-help" role="note" aria-label={t('Help on {name}', { name: called.name })}>
      <code className="fc-formula-signature">
        <span data-kind="function">{called.name}</span>(
        {parts.map((part, index) => (
          <span key={part}>
            {index > 0 && ', '}
            <span data-current={index === parameter || undefined}>{part}</span>
          </span>
        ))}
        )
      </code>
      <span>{called.description}</span>
      {example !== undefined && (
        <code className="fc-formula-example">
          {example[0]} → {example[1]}
        </code>
      )}
    </div>
  )
}
