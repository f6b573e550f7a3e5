import { kanbanView, readSettings, viewFields } from '@fulcrum/domain'
import type { JsonObject } from '@fulcrum/domain'
import { Button, type MenuSection } from '@fulcrum/ui'
import { useOverlays } from '../../overlays.tsx'
import { useScene, type BoardScene } from '../../scene.tsx'
import { cardFields } from './card-fields.ts'

/** What is chosen of a Kanban: its swimlanes, and what stands on its cards. */
export function KanbanTools() {
  const scene = useScene()
  const overlays = useOverlays()
  const { swimlanes } = readSettings(kanbanView, scene.spec.settings)
  const lanes = viewFields(scene.state).find(({ column }) => column === swimlanes)
  return (
    <>
      <Button
        variant="plain"
        icon="sort"
        aria-haspopup="menu"
        onClick={(event) => overlays.menu(event.currentTarget, 'Swimlanes', laneSections(scene), 'end')}
      >
        {lanes === undefined ? 'Swimlanes' : `Swimlanes: ${lanes.title}`}
      </Button>
      <Button
        variant="plain"
        icon="settings"
        aria-haspopup="menu"
        onClick={(event) => overlays.menu(event.currentTarget, 'Cards', cardSections(scene), 'end')}
      >
        Cards
      </Button>
    </>
  )
}

function change({ spec, setSpec }: BoardScene, settings: JsonObject): void {
  setSpec({ ...spec, settings: { ...spec.settings, ...settings } })
}

function laneSections(scene: BoardScene): readonly MenuSection[] {
  const { swimlanes = null } = readSettings(kanbanView, scene.spec.settings)
  const fields = viewFields(scene.state).filter(
    ({ group, source, column }) => group !== undefined && source !== undefined && column !== scene.view.groupBy.column,
  )
  return [
    {
      items: [
        {
          id: 'none',
          title: 'No swimlanes',
          checked: swimlanes === null,
          onSelect: () => change(scene, { swimlanes: null }),
        },
      ],
    },
    {
      title: 'By what is in a column',
      items: fields.map(({ column, title }) => ({
        id: String(column),
        title,
        checked: column === swimlanes,
        onSelect: () => change(scene, { swimlanes: column }),
      })),
    },
  ]
}

function cardSections(scene: BoardScene): readonly MenuSection[] {
  const { cards, hideEmpty = false, swimlanes } = readSettings(kanbanView, scene.spec.settings)
  const { columns } = scene.records
  const around = [scene.view.groupBy.source?.number, typeof swimlanes === 'number' ? swimlanes : undefined]
  const { labels, ends } = cardFields(columns, cards, around)
  const shown = [...labels, ...ends].map(({ number }) => number)
  return [
    {
      title: 'On each card',
      items: columns.map(({ number, title }) => ({
        id: String(number),
        title,
        checked: shown.includes(number),
        keepsOpen: true,
        onSelect: () =>
          change(scene, {
            cards: shown.includes(number) ? shown.filter((other) => other !== number) : [...shown, number],
          }),
      })),
    },
    {
      items: [
        {
          id: 'empty',
          title: 'Hide empty columns',
          checked: hideEmpty,
          onSelect: () => change(scene, { hideEmpty: !hideEmpty }),
        },
      ],
    },
  ]
}
