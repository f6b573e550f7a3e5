import { scopeOf } from '@fulcrum/domain'
import type { Json, TrashPart } from '@fulcrum/domain'
import type { TrashAnswer, TrashEntry } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { useCallback, useEffect, useRef, useState } from 'react'
import { sayError } from '../../shell/http.ts'
import { takeBack, type Work } from '../../shell/take-back.ts'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { useWorld } from '../../shell/world.tsx'
import { restoreSteps } from './trash-steps.ts'

/** What is known of a part of a board's trash. The latest answer stays where a newer one could not be had. */
export interface BoardTrash {
  readonly held: TrashAnswer | null
  /** How much there is of each part. */
  readonly counts: TrashAnswer['counts'] | null
  /** Where the latest try failed. */
  readonly error: Trouble | null
  readonly ask: () => void
  readonly askMore: () => void
  readonly restore: (entries: readonly TrashEntry[]) => void
}

interface Known {
  readonly board: string
  readonly part: TrashPart
  readonly held: TrashAnswer | null
  readonly counts: TrashAnswer['counts'] | null
  readonly error: Trouble | null
}

/** Asks what of a board can be brought back, page by page, and brings it back. */
export function useBoardTrash(board: string, part: TrashPart): BoardTrash {
  const { client, toasts } = useWorld()
  const [known, setKnown] = useState<Known | null>(null)
  const isOfBoard = known?.board === board
  const held = isOfBoard && known.part === part ? known.held : null
  const error = isOfBoard && known.part === part ? known.error : null
  // Only the latest question counts: what is answered late may be of what was restored since.
  const asked = useRef(0)

  const query = useCallback(
    (more: { readonly [name: string]: Json }, take: (answer: TrashAnswer) => TrashAnswer) => {
      const mine = ++asked.current
      client.query<TrashAnswer>('trash.list', { board, part, ...more }).then(
        (answer) => {
          if (mine === asked.current) setKnown({ board, part, held: take(answer), counts: answer.counts, error: null })
        },
        (failure: unknown) => {
          if (mine !== asked.current) return
          const trouble = troubleOf(failure)
          setKnown((before) =>
            before?.board === board && before.part === part
              ? { ...before, error: trouble }
              : { board, part, held: null, counts: null, error: trouble },
          )
        },
      )
    },
    [client, board, part],
  )
  const ask = useCallback(() => query({}, (answer) => answer), [query])
  useEffect(() => {
    ask()
    return () => void (asked.current += 1)
  }, [ask])

  const askMore = (): void => {
    if (held === null || held.next === null) return
    query({ cursor: held.next }, (answer) => ({ ...answer, entries: [...held.entries, ...answer.entries] }))
  }

  const restore = (entries: readonly TrashEntry[]): void => {
    const steps = restoreSteps(part, entries)
    const batch = steps.length > 1 ? client.newId() : null
    const answers = steps.map(
      ({ command, args }) => client.run(command, { board, ...args }, batch === null ? {} : { batch }).done,
    )
    const gone = new Set(entries)
    const without = (answer: TrashAnswer) => ({
      ...answer,
      entries: answer.entries.filter((entry) => !gone.has(entry)),
    })
    setKnown((before) => before && { ...before, held: before.held && without(before.held) })
    void Promise.all(answers).then((all) => {
      if (all.some(({ ok }) => ok)) say(entries, { answers, batch })
      // Also where it is refused, which the shell says: then it lies here as before.
      ask()
    })
  }

  const say = (entries: readonly TrashEntry[], work: Work): void => {
    const onSelect = (): void => {
      takeBack(client, work)
        .catch((failure: unknown) => toasts.show({ icon: 'warning', tone: 'danger', text: sayError(failure) }))
        .finally(ask)
    }
    const [first] = entries
    toasts.show({
      icon: 'undo',
      // In the place of what was said of the deletion.
      key: scopeOf('board', board),
      text:
        entries.length === 1
          ? t('“{title}” is back.', { title: first?.title ?? '' })
          : t('{count, plural, one {# is} other {# are}} back.', { count: entries.length }),
      action: { title: t('Undo'), onSelect },
    })
  }

  return { held, counts: isOfBoard ? known.counts : null, error, ask, askMore, restore }
}
