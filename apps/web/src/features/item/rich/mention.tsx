import type { MentionNoun } from '@fulcrum/domain/rich-text'
import { appHref } from '@fulcrum/ui'
import { useNames } from './names.ts'

/** Somebody or something that a text names; what can be opened is a link. */
export function Mention({ noun, id }: { readonly noun: MentionNoun; readonly id: string }) {
  const { words, about, path } = useNames()(noun, id)
  const look = { className: 'item-mention', 'data-mention': noun, 'data-id': id, title: about }
  if (path === undefined) return <span {...look}>{words}</span>
  return (
    <a {...look} href={appHref(path)}>
      {words}
    </a>
  )
}
