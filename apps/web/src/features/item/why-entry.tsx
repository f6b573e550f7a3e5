import type { Cause } from '@fulcrum/domain'
import type { ActivityEntry } from '@fulcrum/protocol'
import { rich, t } from '@fulcrum/ui/messages'
import { useId, useState } from 'react'
import { commandWords } from '../../shell/command-words.ts'
import { exactTime } from '../../shell/times.ts'
import { useItem } from './use-item.ts'

/** Why a change was made: who or what caused it, by which command, with what else, and when exactly. */
export function WhyEntryBox({ entry }: { readonly entry: ActivityEntry }) {
  const { context } = useItem()
  const [open, setOpen] = useState(false)
  const id = useId()
  const name = entry.actor === null ? null : context.personName(entry.actor)
  return (
    <>
      {' '}
      <button
        type="button"
        className="item-why-entry"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {t('Why did this change?')}
      </button>
      {open && (
        <div id={id} className="item-why-entry-box" role="note">
          <p>{causeSentence(entry.cause, name)}</p>
          <p>
            {entry.batch === null
              ? rich('By the command <code>{command}</code> ({what}), {time}.', {
                  command: entry.command,
                  what: commandWords(entry.command),
                  time: exactTime(entry.at),
                })
              : rich(
                  'By the command <code>{command}</code> ({what}), as one of many changes that were asked for together, {time}.',
                  { command: entry.command, what: commandWords(entry.command), time: exactTime(entry.at) },
                )}
          </p>
          {entry.historic && <p>{t('It was true then and came here with an import; nobody was told of it.')}</p>}
        </div>
      )}
    </>
  )
}

type Says = { readonly [K in Cause['kind']]: (cause: Extract<Cause, { readonly kind: K }>, name: string) => string }

const sentences: Says = {
  person: (_cause, name) => t('{name} changed it by hand.', { name }),
  import: (cause, name) => t('{name} imported {file}, which says so.', { name, file: cause.name }),
  undo: (_cause, name) => t('{name} took an earlier change back.', { name }),
  redo: (_cause, name) => t('{name} did again what had been taken back.', { name }),
  form: (cause) => t('Somebody answered the form {name}.', { name: cause.name }),
  system: (cause) => t('Fulcrum did it: {reason}.', { reason: cause.reason }),
}

function causeSentence(cause: Cause, name: string | null): string {
  // @NOTE the sentence of a kind is given causes of that kind.
  const say = sentences[cause.kind] as (cause: Cause, name: string) => string
  return say(cause, name ?? t('Somebody'))
}
