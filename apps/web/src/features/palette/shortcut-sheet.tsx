import './shortcut-sheet.css'
import { Kbd } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import type { Action, ListedKey } from '../../shell/actions.ts'
import { bySection } from './find-actions.ts'

interface ShortcutSheetProps {
  readonly actions: readonly Action[]
  /** Keys of what has the focus. */
  readonly listed: readonly ListedKey[]
  readonly onClose: () => void
}

/** Every key that does something here. */
export function ShortcutSheet({ actions, listed, onClose }: ShortcutSheetProps) {
  const withKeys = [...actions.filter(({ shortcut }) => shortcut !== undefined), ...listed]
  return (
    <Dialog open size="large" title={t('Shortcuts')} onClose={onClose}>
      <div className="shortcut-sheet" tabIndex={-1} data-autofocus="">
        {bySection(withKeys).map(([section, own]) => (
          <section key={section} aria-label={section}>
            <h3>{section}</h3>
            <dl>
              {own.map((action) => (
                <div key={action.id}>
                  <dt>{action.title}</dt>
                  <dd>
                    {(action.shortcut ?? '').split(',').map((way) => (
                      <span key={way}>
                        <span className="fu-hidden" translate="no">
                          {way.trim()}
                        </span>
                        <Kbd keys={way.trim()} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
