import { Button } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { Mention } from './mention.tsx'
import { OuterLink } from './outer-link.tsx'
import { plainParts } from './plain-parts.ts'

interface PlainBodyProps {
  readonly body: string
  /** A long one too is there from its beginning to its end. */
  readonly whole?: boolean
}

/** A message that is plain text: mentions, code and addresses stand out. Drawn from text; nothing in it is markup. */
export function PlainBody({ body, whole = false }: PlainBodyProps) {
  const [opened, setOpened] = useState(false)
  const long = body.length > 4_000 && !whole && !opened
  const parts = plainParts(long ? `${body.slice(0, 3_500)}…` : body)
  return (
    <>
      <p className="item-body item-body-plain">
        {parts.map((part, at) => {
          if (part.kind === 'mention') return <Mention key={at} noun={part.noun} id={part.id} />
          if (part.kind === 'code') return <code key={at}>{part.text}</code>
          if (part.kind === 'link') return <OuterLink key={at} href={part.text} bare />
          return part.text
        })}
      </p>
      {long && (
        <Button size="small" onClick={() => setOpened(true)}>
          {t('Show all of it')}
        </Button>
      )}
    </>
  )
}
