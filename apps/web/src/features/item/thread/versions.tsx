import type { UpdateVersion } from '@fulcrum/protocol'
import type { RichText } from '@fulcrum/domain/rich-text'
import { Skeleton } from '@fulcrum/ui'
import { Dialog } from '@fulcrum/ui/dialog'
import { t } from '@fulcrum/ui/messages'
import { useClient } from '../../../shell/client-context.tsx'
import { Failure } from '../../../shell/failure.tsx'
import { NamesProvider, useNamesIn } from '../rich/names.ts'
import { PlainBody } from '../rich/plain-body.tsx'
import { RichBody } from '../rich/rich-body.tsx'
import { exactTime, shortTime } from '../../../shell/times.ts'
import { useItem } from '../use-item.ts'
import { useQuery } from '../use-query.ts'
import type { Message } from './messages.ts'

/** Everything that a message said, the latest first; an earlier version can be made the present one. */
export function Versions({ message, onClose }: { readonly message: Message; readonly onClose: () => void }) {
  const { boardId, item, context, rights } = useItem()
  const client = useClient()
  const target = { board: boardId, item: item.id, id: message.id }
  const { answer, error, retry } = useQuery<{ readonly versions: readonly UpdateVersion[] }>(
    'update.versions',
    target,
    message.editedAt ?? 0,
  )
  const names = useNamesIn(answer?.versions.map(({ body }) => body) ?? [])
  const mayRestore = rights.editUpdate(message.author) && !item.deleted
  const versions = answer?.versions.toReversed() ?? []
  return (
    <Dialog open title={t('What this message said')} onClose={onClose}>
      {answer === null && error !== null && (
        <Failure
          compact
          trouble={error}
          refused={t('What this message said before is not shared with you. Ask an owner of the board.')}
          onRetry={retry}
        />
      )}
      {answer === null && error === null && <Skeleton lines={4} label={t('Reading the log')} />}
      <NamesProvider value={names}>
        <ol className="item-versions">
          {versions.map((version, at) => (
            <li key={versions.length - at}>
              <div className="item-update-head">
                <b>{version.actor === null ? t('Somebody') : context.personName(version.actor)}</b>
                <time title={exactTime(version.at)} dateTime={new Date(version.at).toISOString()}>
                  {shortTime(version.at, client.now())}
                </time>
                <span>{at === 0 ? t('now') : at === versions.length - 1 ? t('first') : ''}</span>
                <span className="fu-grow" />
                {at > 0 && mayRestore && (
                  <button
                    type="button"
                    className="item-link"
                    onClick={() => {
                      const { body, content } = version
                      const said = content === null ? { body } : { content }
                      void client.run('update.edit', { ...target, ...said }).done
                      onClose()
                    }}
                  >
                    {t('Restore')}
                  </button>
                )}
              </div>
              {version.content === null ? (
                <PlainBody body={version.body} />
              ) : (
                // @NOTE the server read it as a rich text before it kept it.
                <RichBody text={version.content as unknown as RichText} />
              )}
            </li>
          ))}
        </ol>
      </NamesProvider>
    </Dialog>
  )
}
