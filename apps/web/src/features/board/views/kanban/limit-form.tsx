import type { Limit } from '@fulcrum/domain'
import { Button, Select, TextField } from '@fulcrum/ui'
import { useState } from 'react'
import { overOptions, readLimit } from '../../rules/limit-texts.ts'

interface LimitFormProps {
  readonly limit: Limit | undefined
  readonly onSet: (limit: Omit<Limit, 'choice'> | null) => void
  readonly onClose: () => void
}

/** Sets how many items one column takes at once. */
export function LimitForm({ limit, onSet, onClose }: LimitFormProps) {
  const [text, setText] = useState(limit === undefined ? '' : String(limit.most))
  const [over, setOver] = useState<Limit['over']>(limit?.over ?? 'refuse')
  const most = readLimit(text)
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
        label="At most so many items"
        placeholder="No limit"
        inputMode="numeric"
        data-autofocus=""
        value={text}
        error={most === undefined ? 'A whole number from 1 to 9,999' : undefined}
        hint="Items of this board with this label count: no sub-items, nothing archived."
        onChange={({ target }) => setText(target.value)}
      />
      <Select
        label="Above the limit"
        options={overOptions}
        value={over}
        onChange={(id) => setOver(id === 'warn' ? 'warn' : 'refuse')}
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
            No limit
          </Button>
        )}
        <Button variant="primary" type="submit" disabled={most === undefined}>
          Set
        </Button>
      </div>
    </form>
  )
}
