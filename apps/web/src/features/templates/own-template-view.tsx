import './templates.css'
import type { OwnTemplate } from '@fulcrum/protocol'
import { appHref, Button, Icon, Switch, TextField } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { NameDialog } from '../../shell/name-dialog.tsx'
import { boardPath } from '../../shell/paths.ts'
import { useGo } from '../../shell/router/router-context.tsx'
import { useSetCommands } from '../../shell/set-commands.ts'
import { useClient } from '../../shell/world.tsx'
import { templatePath } from './paths.ts'
import { PlaceFields } from './place-fields.tsx'
import { usePlaceChoice } from './use-place.ts'

interface OwnTemplateViewProps {
  readonly template: OwnTemplate
  /** Something of it was changed. */
  readonly onChange: () => void
}

/** A template that somebody here has saved. Its boards can be opened and changed like any other. */
export function OwnTemplateView({ template, onChange }: OwnTemplateViewProps) {
  const client = useClient()
  const go = useGo()
  const sets = useSetCommands()
  const [items, setItems] = useState(true)
  const [name, setName] = useState(template.name)
  const [busy, setBusy] = useState(false)
  const [renaming, setRenaming] = useState(false)
  const place = usePlaceChoice(template.boards.length)
  const ids = template.boards.map(({ id }) => id)
  const hasItems = template.boards.some(({ itemCount }) => itemCount > 0)

  const use = async (): Promise<void> => {
    setBusy(true)
    const boards = template.boards.map(({ id }, at) => ({
      from: id,
      to: client.newId(),
      ...(template.boards.length === 1 && at === 0 && { name: name.trim() || template.name }),
    }))
    const where = place.take(name.trim() || template.name)
    const done = await sets.copy(
      { ...where, boards, items: items && hasItems },
      t('“{name}” is made.', { name: name.trim() }),
    )
    setBusy(false)
    if (done && boards[0] !== undefined) go(boardPath(boards[0].to))
  }

  return (
    <div className="template">
      <div className="template-picture">
        {template.description !== null && <p className="template-what">{template.description}</p>}
        <h2>{t('Its boards')}</h2>
        <ul className="template-boards">
          {template.boards.map(({ id, name: title, itemCount }) => (
            <li key={id}>
              <a className="home-board" href={appHref(boardPath(id))}>
                <Icon name="board" />
                <span className="fu-truncate fu-grow">{title}</span>
                <span>
                  {itemCount === 0
                    ? t('no items')
                    : t('{itemCount, plural, one {# item} other {# items}}', { itemCount })}
                </span>
              </a>
            </li>
          ))}
        </ul>
        <p className="template-about">
          {t('Open a board to change the template: what is made of it later is made so.')}
        </p>
        {template.mayManage && (
          <div className="template-actions">
            <Button icon="edit" onClick={() => setRenaming(true)}>
              {t('Rename')}
            </Button>
            <Button
              icon="trash"
              onClick={() => {
                const said = t('The template “{name}” is in the trash for 30 days.', { name: template.name })
                void sets.updateTemplate(ids, { deleted: true }, said).then((done) => done && go(templatePath()))
              }}
            >
              {t('Delete')}
            </Button>
          </div>
        )}
      </div>
      <form
        className="template-use"
        onSubmit={(event) => {
          event.preventDefault()
          void use()
        }}
      >
        <TextField
          label={t('Name')}
          value={name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <PlaceFields place={place} />
        {hasItems && <Switch label={t('With its items')} checked={items} onChange={setItems} />}
        <Button type="submit" variant="primary" busy={busy} disabled={!place.isKnown || place.refusal !== undefined}>
          {t('{count, plural, one {Make a board of it} other {Make # boards of it}}', { count: ids.length })}
        </Button>
      </form>
      {renaming && (
        <NameDialog
          title={t('Rename template')}
          initial={template.name}
          button={t('Rename')}
          onClose={() => setRenaming(false)}
          onName={(next) => {
            void sets
              .updateTemplate(ids, { name: next }, t('The template is called “{next}” now.', { next }))
              .then(onChange)
          }}
        />
      )}
    </div>
  )
}
