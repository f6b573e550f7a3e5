import { can, docResource, scopeOf } from '@fulcrum/domain'
import type { TreeDoc } from '@fulcrum/protocol'
import { appHref, AvatarStack, Button, EmptyState } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'
import { lazy, Suspense, useCallback, useState } from 'react'
import { DocPage, DocStatusMark, useAskedThread, useDocComments, useDocSession } from '../features/docs/index.ts'
import { usePlaceNames } from '../features/docs/places/use-known-places.ts'
import { useAccount, usePrincipal } from '../shell/account-context.tsx'
import { copyText } from '../shell/copy.ts'
import { useDocCommands } from '../shell/doc-commands.ts'
import { useDocs } from '../shell/doc-list.ts'
import { downloadText, fileNameOf } from '../shell/download-text.ts'
import { FavouriteStar } from '../shell/favourite-star.tsx'
import { useFavourites } from '../shell/favourites.ts'
import { MenuButton } from '../shell/menu-button.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { docIdOf, docPath } from '../shell/paths.ts'
import { useGo, useParams } from '../shell/router/router-context.tsx'
import { useActions } from '../shell/use-actions.ts'
import { useDocCopies } from '../shell/use-doc-copies.ts'
import { useScope } from '../shell/use-scope.ts'
import { useUndo } from '../shell/use-undo.ts'
import { useToasts } from '../shell/world.tsx'
import { GonePlace } from './gone-place.tsx'
import { useDocPeople } from './use-doc-people.ts'
import { useReadByComing } from './use-read-by-coming.ts'

const ShareDocDialog = lazy(async () => ({
  default: (await import('../features/sharing/share-doc-dialog.tsx')).ShareDocDialog,
}))

const SaveDocTemplateDialog = lazy(async () => ({
  default: (await import('../shell/doc-templates/save-doc-template-dialog.tsx')).SaveDocTemplateDialog,
}))

/** A doc of an address. */
export function DocLayout() {
  const { doc = '' } = useParams()
  /** Counts up when the doc is here again after it was gone. */
  const [times, setTimes] = useState(0)
  const docId = docIdOf(doc)
  if (docId === null) {
    return (
      <>
        <PageHeader title={t('No such doc')} />
        <EmptyState
          icon="search"
          text={t('This address names no doc.')}
          action={<a href={appHref('/')}>{t('Go home')}</a>}
        />
      </>
    )
  }
  return <OneDoc key={`${docId}:${times}`} docId={docId} onBack={() => setTimes(times + 1)} />
}

interface OneDocProps {
  readonly docId: string
  /** The doc was gone and is here again: open it anew. */
  readonly onBack: () => void
}

function OneDoc({ docId, onBack }: OneDocProps) {
  const scope = scopeOf('doc', docId)
  const handle = useScope(scope)
  const open = useDocSession(docId, handle)
  const { workspaces, folders } = useAccount()
  const principal = usePrincipal()
  const people = useDocPeople(open?.session ?? null)
  const docs = useDocs()
  const places = usePlaceNames()
  const commands = useDocCommands()
  const copies = useDocCopies()
  const toasts = useToasts()
  const go = useGo()
  const [versions, setVersions] = useState(false)
  const [sharing, setSharing] = useState(false)
  const [saving, setSaving] = useState(false)
  const [commentsShown, setCommentsShown] = useState(false)
  // They stand beside the text, and versions stand in its place.
  const shown = commentsShown && !versions
  const showComments = useCallback((next: boolean) => {
    if (next) setVersions(false)
    setCommentsShown(next)
  }, [])
  const comments = useDocComments({ docId, handle, shown, onShown: showComments })
  useAskedThread(comments)
  useReadByComing(docId)
  const favourites = useFavourites()
  const favourite = favourites.ids.includes(docId)
  const starTitle = favourite ? t('Remove from favourites') : t('Add to favourites')
  const star = (): void => favourites.set('doc', docId, !favourite)
  useActions([
    { id: 'doc.favourite', title: starTitle, section: t('Doc'), icon: 'star', run: star },
    { id: 'doc.share', title: t('Share this doc'), section: t('Doc'), icon: 'share', run: () => setSharing(true) },
    {
      id: 'doc.comments',
      title: t('Show comments'),
      section: t('Doc'),
      icon: 'chat',
      run: () => showComments(true),
    },
  ])
  useUndo(scope)
  if (handle?.phase === 'gone') return <GoneDoc docId={docId} onBack={onBack} />
  const record = handle?.state?.record('doc', docId)
  const inTree = docs.find(({ id }) => id === docId)
  const name = typeof record?.['name'] === 'string' ? record['name'] : (inTree?.name ?? '')
  // A template is not in the tree, and is judged by what stands here.
  const { state } = handle ?? {}
  const mayManage = record !== undefined && state && can(principal, 'doc.manage', docResource(state, docId))
  const access = (record?.['access'] ?? 'main') as TreeDoc['access']
  const workspace = workspaces.find(({ id }) => id === (record?.['workspaceId'] ?? inTree?.workspaceId))
  const folder = folders.find(({ id }) => id === (record?.['folderId'] ?? inTree?.folderId))
  const copy = (text: string, done: string): void =>
    void copyText(text).then((copied) =>
      toasts.show({ text: copied ? done : t('It could not be copied.'), key: 'copied' }),
    )
  return (
    <>
      <PageHeader
        title={name}
        path={[workspace, folder].flatMap((place) => (place ? [{ title: place.name }] : []))}
        beside={
          <span className="doc-star">
            <FavouriteStar title={starTitle} on={favourite} onToggle={star} />
          </span>
        }
      >
        <DocStatusMark open={open} />
        {people.length > 0 && <AvatarStack people={people} />}
        <Button
          icon="chat"
          pressed={shown}
          aria-label={t('{count, plural, =0 {Comments} one {Comments, # open} other {Comments, # open}}', {
            count: comments.openCount,
          })}
          onClick={() => comments.onShown(!shown)}
        >
          {comments.openCount > 0 && comments.openCount}
        </Button>
        <Button icon="share" aria-label={t('Share')} onClick={() => setSharing(true)}>
          <span className="doc-share-word">{t('Share')}</span>
        </Button>
        <MenuButton
          label={t('Menu of the doc')}
          align="end"
          size="normal"
          sections={[
            {
              items: [
                {
                  id: 'link',
                  title: t('Copy link'),
                  icon: 'link',
                  onSelect: () => copy(`${location.origin}${appHref(docPath(docId))}`, t('Link copied.')),
                },
                {
                  id: 'markdown',
                  title: t('Copy as Markdown'),
                  icon: 'copy',
                  disabled: open === null,
                  onSelect: () =>
                    void import('../features/docs/markdown.ts').then(({ markdownOf }) =>
                      copy(open === null ? '' : markdownOf(name, open.session.doc, places), t('Copied as Markdown.')),
                    ),
                },
                {
                  id: 'download',
                  title: t('Download as Markdown'),
                  icon: 'download',
                  disabled: open === null,
                  onSelect: () =>
                    void import('../features/docs/markdown.ts').then(({ markdownOf }) => {
                      if (open !== null)
                        downloadText(fileNameOf(name, 'md'), markdownOf(name, open.session.doc, places))
                    }),
                },
                { id: 'favourite', title: starTitle, icon: 'star', onSelect: star },
                { id: 'versions', title: t('Versions'), icon: 'history', onSelect: () => setVersions(true) },
                { id: 'print', title: t('Print'), icon: 'file', onSelect: () => window.print() },
              ],
            },
            {
              items:
                record !== undefined && can(principal, 'doc.create', null)
                  ? [
                      {
                        id: 'copy',
                        title: t('Duplicate'),
                        icon: 'copy',
                        onSelect: () => copies.duplicate({ id: docId, name }),
                      },
                      { id: 'template', title: t('Save as template'), icon: 'star', onSelect: () => setSaving(true) },
                    ]
                  : [],
            },
            {
              items:
                mayManage === true
                  ? [
                      {
                        id: 'delete',
                        title: t('Delete'),
                        icon: 'trash',
                        danger: true,
                        onSelect: () => {
                          // Its own page would be the first to say that it is gone.
                          go('/')
                          commands.remove({ id: docId, name })
                        },
                      },
                    ]
                  : [],
            },
          ]}
        />
        <Suspense>{sharing && <ShareDocDialog docId={docId} onClose={() => setSharing(false)} />}</Suspense>
        <Suspense>
          {saving && <SaveDocTemplateDialog doc={{ id: docId, name, access }} onClose={() => setSaving(false)} />}
        </Suspense>
      </PageHeader>
      <DocPage
        docId={docId}
        handle={handle}
        open={open}
        versions={versions}
        onVersions={setVersions}
        comments={comments}
      />
    </>
  )
}

function GoneDoc({ docId, onBack }: OneDocProps) {
  return (
    <GonePlace
      here={useDocs().some(({ id }) => id === docId)}
      text={t('This doc does not exist, is in the trash, or you have no access to it. Ask one of its owners.')}
      onBack={onBack}
    />
  )
}
