import { cardsView, cardSizes, readSettings } from '@fulcrum/domain'
import type { CardSize, JsonObject } from '@fulcrum/domain'
import type { MenuSection } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import type { BoardScene } from '../../scene.tsx'
import { cardFieldSection, CardsButton } from '../kanban/scene-menu.tsx'
import { coverColumn, galleryFields, holdsFiles } from './covers.ts'

const sizeTitles: { readonly [size in CardSize]: string } = {
  small: t('Small'),
  normal: t('Normal'),
  large: t('Large'),
}

/** What is chosen of a gallery: how large its cards are, their pictures, and what stands on them. */
export function CardsTools() {
  return <CardsButton sections={cardSections} />
}

function cardSections(scene: BoardScene): readonly MenuSection[] {
  const { spec, setSpec, records, view } = scene
  const { columns } = records
  const settings = readSettings(cardsView, spec.settings)
  const change = (next: JsonObject): void => setSpec({ ...spec, settings: { ...spec.settings, ...next } })
  const cover = coverColumn(columns, settings.cover)
  const { labels, ends } = galleryFields(columns, settings, view.groupBy.source?.number)
  const shown = [...labels, ...ends].map(({ number }) => number)
  const withFiles = columns.filter(holdsFiles)
  return [
    {
      title: t('Size'),
      items: cardSizes.map((size) => ({
        id: `size-${size}`,
        title: sizeTitles[size],
        checked: (settings.size ?? 'normal') === size,
        keepsOpen: true,
        onSelect: () => change({ size }),
      })),
    },
    ...(withFiles.length === 0
      ? []
      : [
          {
            title: t('Picture'),
            items: [
              {
                id: 'no-cover',
                title: t('No picture'),
                checked: cover === undefined,
                onSelect: () => change({ cover: null }),
              },
              ...withFiles.map(({ number, title }) => ({
                id: `cover-${number}`,
                title: t('From {title}', { title }),
                checked: number === cover?.number,
                onSelect: () => change({ cover: number }),
              })),
            ],
          },
        ]),
    cardFieldSection(columns, shown, (next) => change({ cards: [...next] })),
  ]
}
