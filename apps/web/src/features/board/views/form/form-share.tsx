import { formQuestions, formView, missingFromForm } from '@fulcrum/domain'
import type { FormAudience, FormQuestion, FormSettings } from '@fulcrum/domain'
import type { FormLink } from '@fulcrum/protocol'
import { Banner, Button, EmptyState, NoPermissionState, Select, Skeleton, TextField } from '@fulcrum/ui'
import { rich, t } from '@fulcrum/ui/messages'
import { useState } from 'react'
import { useToasts } from '../../../../shell/client-context.tsx'
import { copyText } from '../../../../shell/copy.ts'
import { Failure } from '../../../../shell/failure.tsx'
import { post, sayError } from '../../../../shell/http.ts'
import { isNewViewName } from '../../model/view-names.ts'
import { useScene } from '../../scene.tsx'
import { useFormLink } from './use-form-link.ts'

const audiences = [
  { id: 'members', title: t('Members of the account') },
  { id: 'anybody', title: t('Anybody with the link') },
]

interface FormShareProps {
  readonly settings: FormSettings
  readonly questions: readonly FormQuestion[]
}

/** The link of a form: who may answer by it, until when, and how often. */
export function FormShare({ settings, questions }: FormShareProps) {
  const { boardId, saved, spec, rights, changed, state, records, structure } = useScene()
  const { link, error, set, again } = useFormLink(boardId, saved.id)
  const toasts = useToasts()
  const [audience, setAudience] = useState<FormAudience>('members')
  const [busy, setBusy] = useState(false)
  const place = { board: boardId, view: saved.id }
  const asked = formQuestions(state, settings, link?.audience ?? audience)
  const missing = missingFromForm(state, settings, asked)

  if (saved.ownerId !== null) {
    return (
      <NoPermissionState
        text={t('This form is yours alone. Save it as a view that everybody on the board sees to share it.')}
      />
    )
  }
  const isUntitled = !settings.title?.trim() && isNewViewName(formView, saved.name)
  const work = (done: Promise<FormLink | null>): void => {
    setBusy(true)
    done
      .then(set, (failed: unknown) => toasts.show({ icon: 'warning', tone: 'danger', text: sayError(failed) }))
      .finally(() => setBusy(false))
  }
  const make = (wanted: FormAudience): void => {
    const limits = { closesAt: link?.closesAt ?? null, maxAnswers: link?.maxAnswers ?? null }
    work(post<FormLink>('forms/share', { ...place, audience: wanted, ...limits }))
  }
  const limit = (limits: Partial<Pick<FormLink, 'closesAt' | 'maxAnswers'>>): void => {
    if (!link) return
    const { closesAt, maxAnswers } = { ...link, ...limits }
    work(post<FormLink>('forms/share/limits', { ...place, closesAt, maxAnswers }))
  }
  const copy = (url: string): void => {
    void copyText(url).then((copied) =>
      toasts.show({
        text: copied ? t('Link copied.') : t('The link could not be copied.'),
        icon: 'link',
        key: 'copied',
      }),
    )
  }
  const choice = (
    <Select
      label={t('Who may answer')}
      options={audiences.filter(({ id }) => id === 'members' || rights.manage || link?.audience === 'anybody')}
      value={link?.audience ?? audience}
      onChange={(id) => {
        const wanted = id === 'anybody' ? 'anybody' : 'members'
        setAudience(wanted)
        if (link && link.audience !== wanted) make(wanted)
      }}
    />
  )
  if (error !== null) {
    const refused = t('How this form is shared is not for you to see. Ask an owner of the board.')
    return <Failure trouble={error} refused={refused} onRetry={again} />
  }
  if (link === undefined) {
    return (
      <div className="fv-share">
        <Skeleton lines={4} label={t('Loading how it is shared')} />
      </div>
    )
  }
  return (
    <div className="fv-share">
      {changed && (
        <Banner
          tone="warning"
          action={
            rights.editView(saved.ownerId) && (
              <Button size="small" icon="check" onClick={() => structure.saveView(saved.id, spec)}>
                {t('Save the form')}
              </Button>
            )
          }
        >
          {t('The link shows the form as it was saved, without what you changed since.')}
        </Banner>
      )}
      {!changed && isUntitled && (
        <Banner
          action={
            rights.editView(saved.ownerId) && (
              <Button
                size="small"
                onClick={() =>
                  structure.saveView(saved.id, { ...spec, settings: { ...spec.settings, title: records.name } })
                }
              >
                {t('Call it “{name}”', { name: records.name })}
              </Button>
            )
          }
        >
          {t('Whoever opens it reads the title “{name}”.', { name: saved.name })}
        </Banner>
      )}
      {link === null ? (
        <>
          <EmptyState
            icon="link"
            text={t('Nobody outside this board can answer yet. A link opens the form and nothing else of the board.')}
            compact
          />
          {choice}
          {!rights.manage && <p className="fv-hint">{t('Only an owner of the board can open a form to anybody.')}</p>}
          <Button variant="primary" icon="link" busy={busy} onClick={() => make(audience)}>
            {t('Make the link')}
          </Button>
        </>
      ) : (
        <>
          {choice}
          <p className="fv-hint">{t('Choosing somebody else makes a new link; the old one stops working.')}</p>
          {link.audience === 'anybody' && questions.some(({ ask }) => ask.as === 'persons') && (
            <p className="fv-warning">
              {t('Questions about people are left out: strangers are not shown who works here.')}
            </p>
          )}
          {missing.length > 0 && (
            <p className="fv-warning">
              {link.audience === 'anybody'
                ? t(
                    'No answer is taken yet: the board requires {missing} of each item, which strangers are not asked for. Set it beside the answers, or give the column a default.',
                    { missing: missing.map(({ title }) => `“${title}”`).join(', ') },
                  )
                : t(
                    'No answer is taken yet: the board requires {missing} of each item, which this form is not asked for. Set it beside the answers, or give the column a default.',
                    { missing: missing.map(({ title }) => `“${title}”`).join(', ') },
                  )}
            </p>
          )}
          {link.url === null ? (
            <p className="fv-warning">
              {t('This link works, but it was made under another secret and cannot be shown. Make a new one.')}
            </p>
          ) : (
            <div className="fv-link">
              <TextField
                label={t('Link')}
                readOnly
                value={link.url}
                onFocus={(event) => event.currentTarget.select()}
              />
              <Button icon="copy" onClick={() => copy(link.url ?? '')}>
                {t('Copy')}
              </Button>
              <a className="fv-open" href={link.url} target="_blank" rel="noreferrer">
                {t('Open')}
              </a>
            </div>
          )}
          <p className="fv-count" role="status">
            {rich('{answers, plural, one {<b>#</b> answer} other {<b>#</b> answers}} by this link', {
              answers: link.answers,
            })}
          </p>
          <div className="fv-limits">
            <TextField
              label={t('Closes')}
              type="datetime-local"
              defaultValue={localTime(link.closesAt)}
              key={`closes ${link.closesAt}`}
              onBlur={({ currentTarget: { value } }) => {
                const closesAt = value === '' ? null : new Date(value).valueOf()
                if (closesAt !== link.closesAt && !Number.isNaN(closesAt)) limit({ closesAt })
              }}
            />
            <TextField
              label={t('Most answers')}
              inputMode="numeric"
              placeholder={t('Any number')}
              defaultValue={link.maxAnswers ?? ''}
              key={`most ${link.maxAnswers}`}
              onBlur={({ currentTarget: { value } }) => {
                const most = value.trim() === '' ? null : Math.floor(Number(value))
                if (most !== link.maxAnswers && (most === null || most >= 1)) limit({ maxAnswers: most })
              }}
            />
          </div>
          <div className="fv-ends">
            <Button busy={busy} onClick={() => make(link.audience)}>
              {t('New link')}
            </Button>
            <Button variant="danger" busy={busy} onClick={() => work(post('forms/unshare', place).then(() => null))}>
              {t('Take the link back')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

/** A moment as the field for one writes it, in the reader's zone. */
function localTime(at: number | null): string {
  if (at === null) return ''
  const date = new Date(at)
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
