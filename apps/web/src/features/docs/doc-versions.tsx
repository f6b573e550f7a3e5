import type { ScopeHandle } from '@fulcrum/client'
import { diffLines, docLines, type DocNode } from '@fulcrum/domain/doc-content'
import { Button, EmptyState, Skeleton, useLayer } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { useEffect, useState } from 'react'
import { useAccount, useToasts } from '../../shell/client-context.tsx'
import { Failure } from '../../shell/failure.tsx'
import { get, post, sayError } from '../../shell/http.ts'
import { NameDialog } from '../../shell/name-dialog.tsx'
import { troubleOf, type Trouble } from '../../shell/trouble.ts'
import { withPlaceNames } from './places/name-places.ts'
import { usePlaceNames } from './places/use-known-places.ts'

interface DocVersionsProps {
  readonly docId: string
  readonly handle: ScopeHandle | null
  readonly mayEdit: boolean
  /** What the doc says now. */
  readonly now: () => DocNode
  readonly onRestore: (tree: DocNode) => void
  readonly onClose: () => void
}

interface Version {
  readonly id: string
  readonly name: string | null
  readonly at: number
  readonly by: string | null
}

/** The texts of a doc that were kept, what changed since, and the way back to one of them. */
export function DocVersions({ docId, handle, mayEdit, now, onRestore, onClose }: DocVersionsProps) {
  const { members, locale } = useAccount()
  const toasts = useToasts()
  const [chosen, setChosen] = useState<string | null>(null)
  const [naming, setNaming] = useState(false)
  const versions = versionsOf(handle)
  // What opens above them answers Escape first; they stand in the page, and clicks leave them as they are.
  useLayer(true, { contains: () => true, dismiss: onClose })
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const keep = (name: string): void => {
    post(`/docs/${docId}/versions`, { name }).then(
      () => toasts.show({ text: t('“{name}” is kept.', { name }), icon: 'check' }),
      (error: unknown) => toasts.show({ text: sayError(error), icon: 'warning', tone: 'danger' }),
    )
  }
  return (
    <div className="doc-versions">
      <nav aria-label={t('Versions')}>
        <div className="doc-versions-head">
          <h2>{t('Versions')}</h2>
          <Button size="small" onClick={onClose}>
            {t('Close')}
          </Button>
        </div>
        {mayEdit && (
          <Button icon="plus" onClick={() => setNaming(true)}>
            {t('Keep this text')}
          </Button>
        )}
        {versions.length === 0 && (
          <p className="doc-versions-note">
            {t('A text is kept once everybody has left the doc, and whenever you keep it under a name.')}
          </p>
        )}
        <ul>
          {versions.map((version) => (
            <li key={version.id}>
              <button
                type="button"
                aria-current={version.id === chosen || undefined}
                onClick={() => setChosen(version.id)}
              >
                <strong>{version.name ?? when.format(version.at)}</strong>
                <span>
                  {[
                    version.name === null ? null : when.format(version.at),
                    members.find(({ id }) => id === version.by)?.name ?? null,
                  ]
                    .filter((part) => part !== null)
                    .join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {chosen === null ? (
        <EmptyState icon="history" text={t('Choose a version to see what changed since.')} />
      ) : (
        <OneVersion key={chosen} docId={docId} version={chosen} mayEdit={mayEdit} now={now} onRestore={onRestore} />
      )}
      {naming && (
        <NameDialog
          title={t('Keep this text')}
          placeholder={t('Before the review')}
          button={t('Keep')}
          onClose={() => setNaming(false)}
          onName={keep}
        />
      )}
    </div>
  )
}

interface OneVersionProps extends Pick<DocVersionsProps, 'docId' | 'mayEdit' | 'now' | 'onRestore'> {
  readonly version: string
}

function OneVersion({ docId, version, mayEdit, now, onRestore }: OneVersionProps) {
  const [tree, setTree] = useState<DocNode | null>(null)
  const [problem, setProblem] = useState<Trouble | null>(null)
  const [times, setTimes] = useState(0)
  const places = usePlaceNames()
  useEffect(() => {
    let wanted = true
    get<{ readonly tree: DocNode }>(`/docs/${docId}/versions/${version}?try=${times}`).then(
      (answer) => wanted && setTree(answer.tree),
      (error: unknown) => wanted && setProblem(troubleOf(error)),
    )
    return () => {
      wanted = false
    }
  }, [docId, version, times])
  if (problem !== null) {
    const again = (): void => {
      setProblem(null)
      setTimes(times + 1)
    }
    const refused = t('This version is not shared with you. Ask an owner of the doc.')
    return <Failure trouble={problem} refused={refused} onRetry={again} />
  }
  if (tree === null) return <Skeleton lines={8} heightPx={18} label={t('Loading the version')} />
  const [before, after] = [tree, now()].map((each) => docLines(withPlaceNames(each, places)))
  const lines = diffLines(before ?? [], after ?? [])
  const isSame = lines.every(({ is }) => is === 'same')
  return (
    <section className="doc-diff" aria-label={t('What changed since')}>
      <div className="doc-versions-head">
        <h2>{isSame ? t('The same as now') : t('What changed since')}</h2>
        {mayEdit && (
          <Button icon="undo" disabled={isSame} onClick={() => onRestore(tree)}>
            {t('Restore this version')}
          </Button>
        )}
      </div>
      {lines.map(({ is, text }, at) => {
        const Line = is === 'removed' ? 'del' : is === 'added' ? 'ins' : 'p'
        // @NOTE lines have no ids; the list is never reordered while it stands.
        // oxlint-disable-next-line react/no-array-index-key
        return <Line key={at}>{text === '' ? '\u00a0' : text}</Line>
      })}
    </section>
  )
}

function versionsOf(handle: ScopeHandle | null): readonly Version[] {
  const records = [...(handle?.state?.records('docVersion') ?? [])]
  return records
    .map(([id, fields]) => ({
      id,
      name: typeof fields['name'] === 'string' ? fields['name'] : null,
      at: Number(fields['at']),
      by: typeof fields['byId'] === 'string' ? fields['byId'] : null,
    }))
    .sort((left, right) => right.at - left.at)
}
