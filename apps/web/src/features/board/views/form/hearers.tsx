import type { FormSettings } from '@fulcrum/domain'
import { Avatar, Button, IconButton, Select } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useOverlays } from '../../overlays.tsx'
import { useScene } from '../../scene.tsx'

const maxHearers = 50

interface HearersProps {
  readonly settings: FormSettings
  readonly change: (settings: FormSettings) => void
}

/** Who hears of answers in their inbox: the owners of the board, or people who are chosen. */
export function Hearers({ settings, change }: HearersProps) {
  const { context } = useScene()
  const overlays = useOverlays()
  const { hear, ...others } = settings
  const chosen = hear ?? []
  const personOf = (id: string) => context.people.find((each) => each.id === id)
  // @NOTE ids of people are those of members.
  const set = (ids: readonly string[]): void => change({ ...others, hear: [...ids] as NonNullable<typeof hear> })
  const addable = context.people.filter(({ id }) => !chosen.some((each) => each === id))
  return (
    <section className="fv-part" aria-label={t('Who hears of answers')}>
      <h3 className="fv-head">{t('Who hears of answers')}</h3>
      <Select
        label={t('Told in their inbox')}
        options={[
          { id: 'owners', title: t('Owners of the board') },
          { id: 'chosen', title: t('People whom I choose') },
        ]}
        value={hear === undefined ? 'owners' : 'chosen'}
        onChange={(id) => {
          if (id === 'owners') change(others)
          else if (hear === undefined) set([])
        }}
      />
      {hear !== undefined && (
        <>
          {chosen.length === 0 && <p className="fv-hint">{t('Nobody is told of answers.')}</p>}
          <ul className="fv-hearers">
            {chosen.map((id) => {
              const person = personOf(id) ?? { id, name: t('Somebody who is gone') }
              return (
                <li key={id}>
                  <Avatar person={person} size="small" decorative />
                  <span className="fu-truncate fu-grow">{person.name}</span>
                  <IconButton
                    icon="x"
                    size="small"
                    label={t('Tell {name} no more', { name: person.name })}
                    onClick={() => set(chosen.filter((each) => each !== id))}
                  />
                </li>
              )
            })}
          </ul>
          <Button
            icon="plus"
            size="small"
            aria-haspopup="menu"
            disabled={addable.length === 0 || chosen.length >= maxHearers}
            onClick={(event) =>
              overlays.menu(event.currentTarget, t('Tell'), [
                { items: addable.map(({ id, name }) => ({ id, title: name, onSelect: () => set([...chosen, id]) })) },
              ])
            }
          >
            {t('Add somebody')}
          </Button>
        </>
      )}
    </section>
  )
}
