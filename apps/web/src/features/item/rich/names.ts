import type { MentionNoun } from '@fulcrum/domain/rich-text'
import type { NamedItem } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'
import { createContext, use, useMemo } from 'react'
import { useAccount } from '../../../shell/client-context.tsx'
import { useDocs } from '../../../shell/doc-list.ts'
import { docPath, itemPath } from '../../../shell/paths.ts'
import { useItem } from '../use-item.ts'
import { useQuery } from '../use-query.ts'
import { namedIn } from './plain-parts.ts'

/** How something that a text names is called here and now, for this reader. */
export interface MentionName {
  readonly words: string
  /** More about it, for a tooltip. */
  readonly about?: string
  /** Where it is opened, within the app. */
  readonly path?: string
}

export type NameOf = (noun: MentionNoun, id: string) => MentionName

const NamesContext = createContext<NameOf>((noun) => ({ words: `@${noun}` }))

export const NamesProvider = NamesContext.Provider

/** How what texts name is called. */
export function useNames(): NameOf {
  return use(NamesContext)
}

/** Names for what some messages name: people and teams as the account has them, docs and items as the server tells this reader. */
export function useNamesIn(bodies: readonly string[]): NameOf {
  const { context } = useItem()
  const { teams } = useAccount()
  const docs = useDocs()
  const wanted = [...new Set(bodies.flatMap((body) => namedIn(body, 'item')))].sort().slice(0, 200)
  const { answer } = useQuery<{ readonly items: readonly NamedItem[] }>('item.named', { ids: wanted }, 0, {
    skip: wanted.length === 0,
  })
  return useMemo(() => {
    const items = new Map(answer?.items.map((item) => [item.id, item]))
    const nameOf: { readonly [noun in MentionNoun]: (id: string) => MentionName } = {
      member: (id) => ({ words: `@${context.personName(id)}` }),
      team: (id) => {
        const team = teams.find((each) => each.id === id)
        return team
          ? { words: `@${team.name}`, about: team.memberIds.map((member) => context.personName(member)).join(', ') }
          : { words: t('@a team that is gone') }
      },
      item: (id) => {
        const item = items.get(id)
        if (!item) return { words: answer === null ? t('item …') : t('an item that is not shared with you') }
        const name = { words: `${item.key} ${item.title}` }
        return item.deleted ? { ...name, about: t('In the trash') } : { ...name, path: itemPath(item.board, item.row) }
      },
      doc: (id) => {
        const doc = docs.find((each) => each.id === id)
        if (doc === undefined) return { words: t('a doc that is gone or not shared with you') }
        const name = { words: doc.name }
        return doc.deletedAt === null ? { ...name, path: docPath(id) } : { ...name, about: t('In the trash') }
      },
    }
    return (noun, id) => nameOf[noun](id)
  }, [answer, context, docs, teams])
}
