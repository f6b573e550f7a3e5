import type { ViewContext, ViewPerson } from '@fulcrum/columns/web'
import { dayAt } from '@fulcrum/domain'
import { t } from '@fulcrum/ui/messages'
import { useMemo } from 'react'
import type { Member } from './account.ts'
import { useAccount, useMe } from './account-context.tsx'
import { useClient } from './world.tsx'

/** What the views of columns know of the world. Changes its identity only with the members, the settings or the day. */
export function useViewContext(): ViewContext {
  const { members, locale, timeZone, weekStart, day } = useAccount()
  const { now } = useClient()
  const me = useMe().id
  // The server writes each new day into the account: what everybody sees changes with it, whatever their clocks say.
  const today = day ?? dayAt(now(), timeZone)
  return useMemo(() => {
    const people = members.map(toPerson)
    const byId = new Map(people.map((person) => [person.id, person]))
    const likeliest = likeliestFirst(members, me).map(({ id }) => byId.get(id) ?? { id, name: '' })
    const find = personFinder(members)
    return {
      people: likeliest,
      person: (id) => byId.get(id),
      me,
      personName: (id) => byId.get(id)?.name ?? t('Somebody'),
      findPerson: find,
      dayFirst: !/^en-US\b|^en$/.test(locale),
      locale,
      timeZone,
      weekStart,
      today,
    }
  }, [members, me, locale, timeZone, weekStart, today])
}

function toPerson({
  id,
  name,
  colour,
  email,
  role,
  placeholder,
  removed,
  service,
  imageUrl,
  about,
}: Member): ViewPerson {
  const note = removed
    ? t('Left')
    : placeholder
      ? t('Not invited yet')
      : service
        ? t('Service')
        : role === 'guest'
          ? t('Guest')
          : undefined
  return {
    id,
    name,
    colour,
    ...(imageUrl !== undefined && { imageUrl }),
    ...(about !== undefined && { about }),
    ...(email !== null && { email }),
    ...(note !== undefined && { note }),
  }
}

/** Oneself first, then those who can sign in, then placeholders; nobody who has left. */
function likeliestFirst(members: readonly Member[], me: string): Member[] {
  const rank = (member: Member): number => (member.id === me ? 0 : member.placeholder ? 2 : 1)
  return members.filter(({ removed }) => !removed).sort((left, right) => rank(left) - rank(right))
}

/** Finds people by id, e-mail or whole name; a name that two people have finds nobody. */
function personFinder(members: readonly Member[]): (text: string) => string | null {
  const byText = new Map<string, string | null>()
  const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase()
  for (const { id, name, removed } of members) {
    if (!removed) byText.set(fold(name), byText.has(fold(name)) ? null : id)
  }
  for (const { id, email } of members) {
    if (email !== null) byText.set(fold(email), id)
    byText.set(id, id)
  }
  return (text) => byText.get(fold(text)) ?? null
}
