import { Icon } from '@fulcrum/ui'
import { inDigits } from '@fulcrum/ui/messages'
import type { ReactNode } from 'react'

/** Says that an import is done and counts what it has brought; what did not occur is not counted. */
export function DoneFigures({
  children,
  figures,
}: {
  /** What is ready. */
  readonly children: ReactNode
  readonly figures: readonly (readonly [words: string, count: number])[]
}) {
  return (
    <>
      <p className="import-done" role="status">
        <Icon name="check" />
        {children}
      </p>
      <dl className="import-figures">
        {figures
          .filter(([, count]) => count > 0)
          .map(([words, count]) => (
            <div key={words}>
              <dd>{inDigits(count)}</dd>
              <dt>{words}</dt>
            </div>
          ))}
      </dl>
    </>
  )
}
