import { kanbanView, readSettings, viewFields } from '@fulcrum/domain'
import type { JsonObject } from '@fulcrum/domain'
import { Button, type MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useOverlays } from '../../overlays.tsx'
import { useScene, type BoardScene } from '../../scene.tsx'
import { fieldTitle } from '../../model/field-title.ts'
import { cardFields } from './card-fields.ts'
import { laneField } from './lane-field.ts'
import { cardFieldSection, CardsButton } from './scene-menu.tsx'

/** What is chosen of a Kanban: its swimlanes, and what stands on its cards. */
export function KanbanTools() {
  const scene = useScene()
  const overlays = useOverlays()
  const { swimlanes } = readSettings(kanbanView, scene.spec.settings)
  const lanes = laneField(scene.state, swimlanes)
  return (
    <>
      <Button
        variant="plain"
        icon="list"
        aria-haspopup="menu"
        onClick={(event) => overlays.menu(event.currentTarget, t('Swimlanes'), laneSections(scene), 'end')}
      >
        {lanes === undefined ? t('Swimlanes') : t('Swimlanes: {title}', { title: fieldTitle(lanes) })}
      </Button>
      <CardsButton sections={cardSections} />
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
          title: t('No swimlanes'),
          checked: swimlanes === null,
          onSelect: () => change(scene, { swimlanes: null }),
        },
        ...(scene.view.groupBy.column === 'group'
          ? []
          : [
              {
                id: 'group',
                title: t('Groups of the board'),
                checked: swimlanes === 'group',
                onSelect: () => change(scene, { swimlanes: 'group' }),
              },
            ]),
      ],
    },
    {
      title: t('By what is in a column'),
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
    cardFieldSection(columns, shown, (next) => change(scene, { cards: [...next] })),
    {
      items: [
        {
          id: 'empty',
          title: t('Hide empty columns'),
          checked: hideEmpty,
          onSelect: () => change(scene, { hideEmpty: !hideEmpty }),
        },
      ],
    },
  ]
}
