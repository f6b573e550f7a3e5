import type { Client } from '@fulcrum/client'
import type { Answer, BatchAnswer } from '@fulcrum/protocol'
import type { ToastStore } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { sayError } from '../../../shell/http.ts'
import type { BoardScene } from '../scene.tsx'
import type { PastedColumn } from './clipboard.ts'
import { largeWork, runInTurn, type LargeWork, type OwnWork } from './large-work.ts'

/** More steps than this are run in turn, with their progress shown. */
const STEPS_AT_ONCE = 3

/** What setting many cells asks of the page. */
export interface CellSetting {
  readonly scene: Pick<BoardScene, 'items' | 'runner' | 'own'>
  readonly client: Client
  readonly toasts: ToastStore
}

/** Whether setting these cells takes a while. */
export function takesLong(columns: readonly PastedColumn[]): boolean {
  return columns.length > STEPS_AT_ONCE
}

/** Sets cells as one piece of work: at once, or in turn where that takes a while. */
export async function setAll(
  setting: CellSetting & { readonly showWork: (work: LargeWork | null) => void },
  columns: readonly PastedColumn[],
  did: string,
  doing: string,
): Promise<void> {
  if (!takesLong(columns)) return setting.scene.items.paste(columns, did)
  const cells = columns.reduce((sum, { rowIds }) => sum + rowIds.length, 0)
  const work = largeWork(`${doing} ${t('{cells, plural, one {# cell} other {# cells}}', { cells })}`, () => undefined)
  setting.showWork(work)
  await setInTurn(setting, columns, did, work).finally(() => setting.showWork(null))
}

/** Sets the cells in turn, as one piece of work, and says what landed. Given up, it takes back what it had set. */
export async function setInTurn(
  { scene: { items, runner, own }, client, toasts }: CellSetting,
  columns: readonly PastedColumn[],
  did: string,
  progress: OwnWork,
): Promise<void> {
  const { work, begun } = await runInTurn(
    client,
    runner,
    columns.map((part) => () => items.stepsOf(part)),
    (count) => {
      // What is changed from here does not flash.
      own.all()
      progress.move(count / columns.length)
      return !progress.isCancelled()
    },
  )
  const cellsOf = (counts: (at: number) => number): number =>
    Math.round(columns.reduce((sum, { rowIds }, at) => sum + rowIds.length * counts(at), 0))
  const total = cellsOf(() => 1)
  const online = client.status.link.state === 'online'
  if (progress.isCancelled() && online) {
    await Promise.all(work.answers)
    toasts.show({ icon: 'undo', text: await takeBack(client, work.batch) })
    return
  }
  // Without a connection the answers come later: what was begun stands here, and waits.
  const standing = cellsOf((at) => (begun[at]?.length ? 1 : 0))
  if (progress.isCancelled()) {
    const text = t(
      'Given up without a connection: {standing, plural, one {# cell} other {# cells}} stand, and are sent when it is back',
      { standing },
    )
    runner.say(text, work, 'edit')
    return
  }
  const answers = online ? await Promise.all(begun.map((part) => Promise.all(part))) : []
  const share = (part: readonly Answer[] = []): number =>
    part.length === 0 ? 0 : part.filter(({ ok }) => ok).length / part.length
  const done = online ? cellsOf((at) => share(answers[at])) : standing
  if (done === 0) return
  runner.say(
    done === total
      ? `${did} ${t('{done, plural, one {# cell} other {# cells}}', { done })}`
      : `${did} ${part(done, total)}`,
    work,
    'edit',
  )
}

function part(done: number, total: number): string {
  return t('{done, number} of {total, plural, one {# cell} other {# cells}}', { done, total })
}

async function takeBack(client: Client, batch: string | null): Promise<string> {
  try {
    // @NOTE the answer's type is the protocol's.
    const { kept } = (await client.query('change.undoBatch', { batch })) as unknown as BatchAnswer
    if (kept === 0) return t('Given up: the cells are as they were.')
    return t('Given up. {kept, plural, one {# cell} other {# cells}} stayed, which somebody changed meanwhile.', {
      kept,
    })
  } catch (error) {
    return t('Given up, but what was set so far still stands: {why} Undo takes it back.', {
      why: sayError(error),
    })
  }
}
