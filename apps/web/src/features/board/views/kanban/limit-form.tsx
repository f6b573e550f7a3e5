import type { Limit } from '@fulcrum/domain'
import { Button, Select, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { overOptions, readLimit } from '../../rules/limit-texts.ts'

interface LimitFormProps {
  readonly limit: Limit | undefined
  /** How many count there now. */
  readonly there: number
  /** Finished items do not count in it. */
  readonly onlyOpen: boolean
  readonly onSet: (limit: Omit<Limit, 'choice'> | null) => void
  readonly onClose: () => void
}

/** Sets how many items one column takes at once. */
export function LimitForm({ limit, there, onlyOpen, onSet, onClose }: LimitFormProps) {
  const [text, setText] = useState(limit === undefined ? '' : String(limit.most))
  const [chosen, setChosen] = useState(limit?.over)
  const most = readLimit(text)
  // Where more are there already, a limit that refuses would stop everybody's work at once: that has to be chosen.
  const isOver = most !== undefined && most !== null && there > most
  const over = chosen ?? (isOver ? 'warn' : 'refuse')
  return (
    <form
      className="fk-limit-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (most === undefined) return
        onSet(most === null ? null : { most, over })
        onClose()
      }}
    >
      <TextField
        label={t('At most so many items')}
        placeholder={t('No limit')}
        inputMode="numeric"
        data-autofocus=""
        value={text}
        error={most === undefined ? t('A whole number from 1 to 9,999') : undefined}
        hint={
          onlyOpen
            ? t(
                'Open items of this board with this label count, {there, number} now: nothing that is done or canceled, no sub-items, nothing archived.',
                { there },
              )
            : t('Items of this board with this label count, {there, number} now: no sub-items, nothing archived.', {
                there,
              })
        }
        onChange={({ target }) => setText(target.value)}
      />
      <Select
        label={t('Above the limit')}
        options={overOptions}
        value={over}
        onChange={(id) => setChosen(id === 'warn' ? 'warn' : 'refuse')}
      />
      <div className="fk-limit-foot">
        {limit !== undefined && (
          <Button
            variant="plain"
            onClick={() => {
              onSet(null)
              onClose()
            }}
          >
            {t('No limit')}
          </Button>
        )}
        <Button variant="primary" type="submit" disabled={most === undefined}>
          {t('Set')}
        </Button>
      </div>
    </form>
  )
}
