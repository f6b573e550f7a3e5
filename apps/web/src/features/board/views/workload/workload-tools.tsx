import { dayColumns, dayLanes, maxCapacity, readSettings, spansDays, workloadView } from '@fulcrum/domain'
import type { BoardColumn, JsonObject } from '@fulcrum/domain'
import { amountLane, peopleLane, workloadColumns } from '@fulcrum/domain/workload'
import { Button, type MenuItem, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useToasts } from '../../../../shell/client-context.tsx'
import { useOverlays } from '../../overlays.tsx'
import { useScene, type BoardScene } from '../../scene.tsx'
import { loadWords } from './load-words.ts'

/** What is chosen of a workload: its columns, and what somebody can do in a day. */
export function WorkloadTools() {
  const scene = useScene()
  const overlays = useOverlays()
  const toasts = useToasts()
  const columns = workloadColumns(scene.records.columns, readSettings(workloadView, scene.spec.settings))
  const { capacity, effort } = columns
  const words = loadWords(scene.context, effort)
  const ask = (anchor: HTMLElement): void =>
    overlays.ask(anchor, {
      label: t('What can somebody do in a working day?'),
      placeholder:
        effort === undefined ? t('A number of items') : t('A number, as in {title}', { title: effort.title }),
      ...(capacity !== null && { value: String(capacity) }),
      onAnswer: (text) => {
        const number = Number(text.replace(',', '.'))
        // It is said of what is counted now, also where another column was chosen that is not there.
        const counted = effort?.number ?? null
        if (number > 0 && number <= maxCapacity) changeWorkload(scene, { effort: counted, capacity: number })
        else toasts.show({ icon: 'warning', text: t('Give a number above 0, up to {most}.', { most: maxCapacity }) })
      },
    })
  return (
    <>
      <Button
        variant="plain"
        icon="clock"
        aria-haspopup="menu"
        onClick={({ currentTarget }) =>
          overlays.menu(
            currentTarget,
            t('What can somebody do in a working day?'),
            [
              {
                title: t('In a working day'),
                items: [
                  {
                    id: 'set',
                    title: capacity === null ? t('Set a number') : words.full(capacity),
                    hint: capacity === null ? t('Then cells say what is too much') : t('Change it'),
                    checked: capacity !== null,
                    onSelect: () => ask(currentTarget),
                  },
                  {
                    id: 'none',
                    title: t('No limit'),
                    hint: t('Amounts alone'),
                    checked: capacity === null,
                    onSelect: () => changeWorkload(scene, { capacity: null }),
                  },
                ],
              },
            ],
            'end',
          )
        }
      >
        {capacity === null ? t('No limit') : t('{amount} a day', { amount: words.full(capacity) })}
      </Button>
      <Button
        variant="plain"
        icon="settings"
        aria-haspopup="menu"
        onClick={({ currentTarget }) => overlays.menu(currentTarget, t('Workload'), sections(scene), 'end')}
      >
        {t('Workload')}
      </Button>
    </>
  )
}

/** Changes settings of the view that is shown. */
export function changeWorkload({ spec, setSpec }: BoardScene, settings: JsonObject): void {
  const { capacity, ...rest } = spec.settings ?? {}
  // What can be done in a day is said in what is counted: another effort begins without it.
  const kept = 'effort' in settings || capacity === undefined ? rest : { ...rest, capacity }
  setSpec({ ...spec, settings: { ...kept, ...settings } })
}

function sections(scene: BoardScene): readonly MenuSection[] {
  const { columns } = scene.records
  const settings = readSettings(workloadView, scene.spec.settings)
  const { people, effort } = workloadColumns(columns, settings)
  const days = dayColumns(columns, settings)
  const choice = (
    id: string,
    title: string,
    offered: readonly BoardColumn[],
    now: number | null | undefined,
    none: string | null,
    change: (number: number | null) => JsonObject,
  ): MenuItem => {
    const chosen = offered.find(({ number }) => number === now)
    const line = (number: number | null, name: string): MenuItem => ({
      id: String(number),
      title: name,
      checked: number === (chosen?.number ?? null),
      onSelect: () => changeWorkload(scene, change(number)),
    })
    return {
      id,
      title: t('{title}: {chosen}', { title, chosen: chosen?.title ?? none ?? '' }),
      items: [
        {
          items: [
            ...(none === null ? [] : [line(null, none)]),
            ...offered.map(({ number, title: name }) => line(number, name)),
          ],
        },
      ],
    }
  }
  const able = columns.filter((column) => dayLanes(column) !== undefined)
  const ends = able.filter((column) => column !== days?.date && !spansDays(column))
  const spans = days !== undefined && spansDays(days.date)
  return [
    {
      title: t('What is counted'),
      items: [
        choice(
          'people',
          t('People'),
          columns.filter((column) => peopleLane(column) !== undefined),
          people?.number,
          null,
          (number) => ({ people: number }),
        ),
        choice('date', spans ? t('Days') : t('Start'), able, days?.date.number, null, (number) => ({
          date: number,
          end: null,
        })),
        ...(days === undefined || spans || ends.length === 0
          ? []
          : [
              choice('end', t('End'), ends, days.end?.number ?? null, t('The same day'), (number) => ({
                date: days.date.number,
                end: number,
              })),
            ]),
        choice(
          'effort',
          t('Effort'),
          columns.filter((column) => amountLane(column) !== undefined),
          effort?.number ?? null,
          t('Number of items'),
          (number) => ({ effort: number }),
        ),
      ],
    },
  ]
}
