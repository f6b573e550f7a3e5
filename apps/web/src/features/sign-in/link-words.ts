import type { LinkAnswer, SessionAnswer } from '@fulcrum/protocol'

interface LinkWords {
  readonly title: string
  readonly lead: string
  readonly button: string
  readonly foot: string
}

/** What a link's page says, to somebody who is signed in already too. */
export function linkWords(link: LinkAnswer, me: SessionAnswer | null): LinkWords {
  const { kind, accountName, role, team, hasPassword, expiresAt } = link
  const foot = `This link works once, until ${sayTime(expiresAt)}.`
  if (kind === 'owner') {
    return {
      title: 'Welcome to Fulcrum',
      lead: `You are the first here. Make yourself the owner of ${accountName}: everybody else joins by your invitation.`,
      button: 'Make me the owner',
      foot,
    }
  }
  if (kind === 'reset') {
    return {
      title: 'Choose a new password',
      lead: 'It replaces the old one, and all your other sessions end.',
      button: 'Set it and sign in',
      foot,
    }
  }
  if (kind === 'team') {
    return {
      title: team === null ? `Join ${accountName}` : `Join ${team}`,
      lead: `You are invited to ${accountName}${team === null ? '' : `, in the team ${team}`}. ${
        me === null
          ? 'Say who you are and choose a password; if you have one here, use it.'
          : `You are signed in as ${me.name}: your password is enough. Somebody else gives another address.`
      }`,
      button: 'Join',
      foot: `This link is for the whole team, until ${sayTime(expiresAt)}.`,
    }
  }
  const as = role === null ? '' : ` as ${role === 'admin' || role === 'owner' ? 'an' : 'a'} ${role}`
  return {
    title: `Join ${accountName}`,
    lead: hasPassword
      ? `You are invited${as}. Sign in with the password you have here.`
      : `You are invited${as}. Say who you are and choose a password.`,
    button: hasPassword ? 'Sign in and join' : 'Join',
    foot,
  }
}

function sayTime(atMs: number): string {
  return new Intl.DateTimeFormat(navigator.language, { dateStyle: 'long', timeStyle: 'short' }).format(atMs)
}
