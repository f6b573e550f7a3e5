import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { EditorBox } from '../shared/editor-box.web.tsx'
import { keepTab } from '../shared/keep-tab.web.ts'
import type { EditorProps } from '../view-contract.web.ts'
import type { ButtonSettings } from './column.ts'
import { press } from './column.web.tsx'

/** Asks whether to press, and says why a press does nothing. */
export function ButtonEditor(props: EditorProps<ButtonSettings, number>) {
  const { settings, context, host, label, onCancel } = props
  const [problem, setProblem] = useState<string | null>(() =>
    settings.does === null ? t('Nobody has said yet what this button does: see its settings.') : null,
  )
  const run = (): void => {
    const wrong = host === undefined ? t('You have no right to press this.') : press(settings, host, context)
    if (wrong === null) onCancel()
    else setProblem(wrong)
  }
  return (
    <EditorBox commit={onCancel} cancel={onCancel}>
      <div role="group" aria-label={label} className="fc-question" onKeyDown={(event) => keepTab(event)}>
        <span role="status" className={problem === null ? undefined : 'fc-wrong'}>
          {problem ?? settings.confirm ?? `${settings.text}?`}
        </span>
        <span className="fc-row">
          <Button
            size="small"
            variant="plain"
            onClick={onCancel}
            onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
          >
            {t('Cancel')}
          </Button>
          {problem === null && (
            <Button
              size="small"
              variant="primary"
              data-autofocus=""
              onClick={run}
              onKeyDown={(event) => event.key === 'Enter' && event.stopPropagation()}
            >
              {settings.text}
            </Button>
          )}
        </span>
      </div>
    </EditorBox>
  )
}
