import type { FormAudience, FormQuestion } from '@fulcrum/domain'
import type { FormLink } from '@fulcrum/protocol'
import { Banner, Button, EmptyState, ErrorState, NoPermissionState, Select, Skeleton, TextField } from '@fulcrum/ui'
import { useState } from 'react'
import { useToasts } from '../../../../shell/client-context.tsx'
import { copyText } from '../../../../shell/copy.ts'
import { post, sayError } from '../../../../shell/http.ts'
import { useScene } from '../../scene.tsx'
import { useFormLink } from './use-form-link.ts'

const audiences = [
  { id: 'members', title: 'Members of the account' },
  { id: 'anybody', title: 'Anybody with the link' },
]

/** The link of a form: who may answer by it, until when, and how often. */
export function FormShare({ questions }: { readonly questions: readonly FormQuestion[] }) {
  const { boardId, saved, rights, changed } = useScene()
  const { link, error, set, again } = useFormLink(boardId, saved.id)
  const toasts = useToasts()
  const [audience, setAudience] = useState<FormAudience>('members')
  const [busy, setBusy] = useState(false)
  const place = { board: boardId, view: saved.id }

  if (saved.ownerId !== null) {
    return (
      <NoPermissionState text="This form is yours alone. Save it as a view that everybody on the board sees to share it." />
    )
  }
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
      toasts.show({ text: copied ? 'Link copied.' : 'The link could not be copied.', icon: 'link', key: 'copied' }),
    )
  }
  const choice = (
    <Select
      label="Who may answer"
      options={audiences.filter(({ id }) => id === 'members' || rights.manage || link?.audience === 'anybody')}
      value={link?.audience ?? audience}
      onChange={(id) => {
        const wanted = id === 'anybody' ? 'anybody' : 'members'
        setAudience(wanted)
        if (link && link.audience !== wanted) make(wanted)
      }}
    />
  )
  if (error !== null) return <ErrorState text={error} action={<Button onClick={again}>Try again</Button>} />
  if (link === undefined) {
    return (
      <div className="fv-share">
        <Skeleton lines={4} label="Loading how it is shared" />
      </div>
    )
  }
  return (
    <div className="fv-share">
      {changed && (
        <Banner tone="warning">The link shows the form as it was saved. Save the view to show what you changed.</Banner>
      )}
      {link === null ? (
        <>
          <EmptyState
            icon="link"
            text="Nobody outside this board can answer yet. A link opens the form and nothing else of the board."
            compact
          />
          {choice}
          {!rights.manage && <p className="fv-hint">Only an owner of the board can open a form to anybody.</p>}
          <Button variant="primary" icon="link" disabled={busy} onClick={() => make(audience)}>
            Make the link
          </Button>
        </>
      ) : (
        <>
          {choice}
          <p className="fv-hint">Choosing somebody else makes a new link; the old one stops working.</p>
          {link.audience === 'anybody' && questions.some(({ ask }) => ask.as === 'persons') && (
            <p className="fv-warning">Questions about people are left out: strangers are not shown who works here.</p>
          )}
          {link.url === null ? (
            <p className="fv-warning">
              This link works, but it was made under another secret and cannot be shown. Make a new one.
            </p>
          ) : (
            <div className="fv-link">
              <TextField label="Link" readOnly value={link.url} onFocus={(event) => event.currentTarget.select()} />
              <Button icon="copy" onClick={() => copy(link.url ?? '')}>
                Copy
              </Button>
              <a className="fv-open" href={link.url} target="_blank" rel="noreferrer">
                Open
              </a>
            </div>
          )}
          <p className="fv-count" role="status">
            <b>{link.answers.toLocaleString()}</b> {link.answers === 1 ? 'answer' : 'answers'} by this link
          </p>
          <div className="fv-limits">
            <TextField
              label="Closes"
              type="datetime-local"
              defaultValue={localTime(link.closesAt)}
              key={`closes ${link.closesAt}`}
              onBlur={({ currentTarget: { value } }) => {
                const closesAt = value === '' ? null : new Date(value).valueOf()
                if (closesAt !== link.closesAt && !Number.isNaN(closesAt)) limit({ closesAt })
              }}
            />
            <TextField
              label="Most answers"
              inputMode="numeric"
              placeholder="Any number"
              defaultValue={link.maxAnswers ?? ''}
              key={`most ${link.maxAnswers}`}
              onBlur={({ currentTarget: { value } }) => {
                const most = value.trim() === '' ? null : Math.floor(Number(value))
                if (most !== link.maxAnswers && (most === null || most >= 1)) limit({ maxAnswers: most })
              }}
            />
          </div>
          <div className="fv-ends">
            <Button disabled={busy} onClick={() => make(link.audience)}>
              New link
            </Button>
            <Button
              variant="danger"
              disabled={busy}
              onClick={() => work(post('forms/unshare', place).then(() => null))}
            >
              Take the link back
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
