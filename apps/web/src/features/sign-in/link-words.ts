import type { LinkAnswer, SessionAnswer } from '@fulcrum/protocol'
import { t } from '@fulcrum/ui/messages'

interface LinkWords {
  readonly title: string
  readonly lead: string
  readonly button: string
  readonly foot: string
}

/** What a link's page says, to somebody who is signed in already too. */
export function linkWords(link: LinkAnswer, me: SessionAnswer | null): LinkWords {
  const { kind, accountName, role, team, hasPassword, expiresAt } = link
  const foot = t('This link works once, until {time}.', { time: sayTime(expiresAt) })
  if (kind === 'owner') {
    return {
      title: t('Welcome to Fulcrum'),
      lead: t(
        'You are the first here. Make yourself the owner of {accountName}: everybody else joins by your invitation.',
        { accountName },
      ),
      button: t('Make me the owner'),
      foot,
    }
  }
  if (kind === 'reset') {
    return {
      title: t('Choose a new password'),
      lead: t('It replaces the old one, and all your other sessions end.'),
      button: t('Set it and sign in'),
      foot,
    }
  }
  if (kind === 'team') {
    return {
      title: team === null ? t('Join {accountName}', { accountName }) : t('Join {team}', { team }),
      lead: [
        team === null
          ? t('You are invited to {accountName}.', { accountName })
          : t('You are invited to {accountName}, in the team {team}.', { accountName, team }),
        me === null
          ? t('Say who you are and choose a password; if you have one here, use it.')
          : t('You are signed in as {name}: your password is enough. Somebody else gives another address.', {
              name: me.name,
            }),
      ].join(' '),
      button: t('Join'),
      foot: t('This link is for the whole team, until {time}.', { time: sayTime(expiresAt) }),
    }
  }
  const invited =
    role === null
      ? t('You are invited.')
      : role === 'admin' || role === 'owner'
        ? t('You are invited as an {role}.', { role })
        : t('You are invited as a {role}.', { role })
  const next = hasPassword ? t('Sign in with the password you have here.') : t('Say who you are and choose a password.')
  return {
    title: t('Join {accountName}', { accountName }),
    lead: `${invited} ${next}`,
    button: hasPassword ? t('Sign in and join') : t('Join'),
    foot,
  }
}

function sayTime(atMs: number): string {
  return new Intl.DateTimeFormat(navigator.language, { dateStyle: 'long', timeStyle: 'short' }).format(atMs)
}
