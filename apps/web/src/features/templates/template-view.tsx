import './templates.css'
import { instantiate, type Template } from '@fulcrum/templates'
import { Button, Switch, Tabs, TextField } from '@fulcrum/ui'
import { t, told } from '@fulcrum/ui/messages'
import { useId, useState } from 'react'
import { boardPath } from '../../shell/paths.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { useSetCommands } from '../../shell/set-commands.ts'
import { useViewContext } from '../../shell/view-context.tsx'
import { useClient } from '../../shell/world.tsx'
import { BoardPicture } from './board-picture.tsx'
import { PlaceFields } from './place-fields.tsx'
import { useDrawn } from './use-drawn.ts'
import { usePlaceChoice } from './use-place.ts'

/** A template: what its boards look like, how one works with it, and what is made of it. */
export function TemplateView({ template }: { readonly template: Template }) {
  const client = useClient()
  const go = useGo()
  const sets = useSetCommands()
  const { me, today } = useViewContext()
  const [way, setWay] = useState(template.ways?.[0].id)
  const [items, setItems] = useState(true)
  const [shown, setShown] = useState(0)
  const [busy, setBusy] = useState(false)
  const [name, setName] = useState(template.name)
  const drawn = useDrawn(template, way)
  const boards = template.boards(way ?? '')
  const place = usePlaceChoice(boards.length)
  const group = useId()
  const board = drawn?.[shown] ?? drawn?.[0]

  const use = async (): Promise<void> => {
    setBusy(true)
    const newId = (): string => client.newId()
    const made = instantiate(template, { today, memberId: me ?? null, newId, items, ...(way !== undefined && { way }) })
    const single = made.length === 1 ? made.map((each) => ({ ...each, name: name.trim() || each.name })) : made
    const where = place.take(name.trim() || template.name)
    const done = await sets.build(
      { ...where, boards: single },
      t('“{name}” is made.', { name: name.trim() || template.name }),
    )
    setBusy(false)
    const [first] = made
    if (done && first !== undefined) go(boardPath(first.id))
  }

  return (
    <div className="template">
      <div className="template-picture">
        <p className="template-what">{told(template.description)}</p>
        {boards.length > 1 && (
          <Tabs
            label={t('Boards')}
            tabs={boards.map(({ name: title }, at) => ({ id: String(at), title }))}
            active={String(Math.min(shown, boards.length - 1))}
            onChange={(id) => setShown(Number(id))}
          />
        )}
        <div className="template-frame" tabIndex={0} role="group" aria-label={t('Picture of the board')}>
          {board !== undefined && drawn !== undefined && <BoardPicture board={board} boards={drawn} />}
        </div>
        <p className="template-about">{boards[Math.min(shown, boards.length - 1)]?.about}</p>
      </div>
      <form
        className="template-use"
        onSubmit={(event) => {
          event.preventDefault()
          void use()
        }}
      >
        <h2>{t('How to work with it')}</h2>
        <ol>
          {template.steps.map((step) => (
            <li key={step}>{told(step)}</li>
          ))}
        </ol>
        {template.ways !== undefined && (
          <fieldset>
            <legend>{t('How do you work?')}</legend>
            {template.ways.map(({ id, name: title, description }) => (
              <label key={id} className="template-way">
                <input
                  type="radio"
                  name={group}
                  value={id}
                  checked={way === id}
                  onChange={() => {
                    setWay(id)
                    setShown(0)
                  }}
                />
                <span>
                  <b>{told(title)}</b>
                  <span>{told(description)}</span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <TextField
          label={t('Name')}
          value={name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <PlaceFields place={place} />
        <Switch label={t('With sample items')} checked={items} onChange={setItems} />
        <Button type="submit" variant="primary" busy={busy} disabled={!place.isKnown || place.refusal !== undefined}>
          {t('{count, plural, one {Make this board} other {Make these # boards}}', { count: boards.length })}
        </Button>
      </form>
    </div>
  )
}
