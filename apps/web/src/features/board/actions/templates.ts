import { standingFamily, wantedForNew } from '@fulcrum/domain'
import type { ItemRef, Json } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import type { WantedCell } from '../dialogs/wanted-cells.tsx'
import type { ItemWorld } from './items.ts'
import type { OwnChanges } from './own-changes.ts'
import type { Runner } from './runner.ts'

/** What is done with items from which others are made. */
export interface TemplateActions {
  /** Takes an item out of the work, to make others from it. */
  readonly makeTemplate: (rowId: string) => void
  /** Makes an item of the template in this row: in the group that the filter asks for, else where the template is. */
  readonly addFrom: (template: number, title: string) => void
}

/** As many ids as one command takes; sub-items beyond them are known by their rows once the server has made them. */
const MOST_IDS = 500

/** Makes the actions; `world` is asked at each. */
export function createTemplateActions(runner: Runner, own: OwnChanges, world: () => ItemWorld | null): TemplateActions {
  const addFrom = (template: number, title: string, given: readonly WantedCell[] = []): void => {
    const now = world()
    if (now === null) return
    const { state, records, defaults, model } = now
    const { group, cells: asked } = defaults()
    const said = records.columns.flatMap(({ number }): WantedCell[] => {
      const value = state.cell(template, number)
      return value === null ? [] : [{ column: number, value }]
    })
    const filled = new Set([...said, ...given].map(({ column }) => column))
    // What the template says stays, though the filter asks for something else.
    const cells = [...given, ...asked.filter(({ column }) => !filled.has(column))]
    const wanted = wantedForNew(state, [...said, ...cells], false)
    if (wanted.length > 0) {
      now.onWanted(title, wanted, (more) => addFrom(template, title, [...given, ...more]))
      return
    }
    own.all()
    const { rows } = standingFamily(state, [template])
    const ids = rows.slice(0, MOST_IDS).map(() => runner.newId())
    const work = runner.all([
      {
        command: 'item.createFromTemplate',
        args: {
          template,
          title,
          ids,
          ...(records.groups.some(({ number }) => number === group) && group !== undefined && { group }),
          ...(cells.length > 0 && { cells: cells as unknown as Json }),
        },
      },
    ])
    const made = ids.flatMap((id): [string, number][] => {
      const row = state.rowOf(id)
      return row === undefined ? [] : [[id, row]]
    })
    // Refused at once: the shell has said why.
    if (made.length === 0) return
    for (const [id, row] of made) model.adopt(id, row)
    void work.answers[0]?.then(({ ok }) => {
      if (ok) for (const [id] of made) world()?.model.confirm(id)
    })
    runner.say(t('Made “{title}”', { title }), work, 'plus')
    if (!model.contains(ids[0] ?? '')) now.onUnseen()
  }
  return {
    makeTemplate: (rowId) => {
      const now = world()
      const row: ItemRef | undefined = now?.model.refOf(rowId)
      const at = now?.model.ids.rowOf(rowId)
      if (now === null || row === undefined || at === undefined) return
      own.all()
      const title = String(now.state.system(at, 'title') ?? '')
      const work = runner.all([{ command: 'item.setTemplate', args: { rows: [row], template: true } }])
      runner.say(t('“{title}” is a template now: find it beside New item', { title }), work, 'file')
    },
    addFrom: (template, title) => addFrom(template, title),
  }
}
