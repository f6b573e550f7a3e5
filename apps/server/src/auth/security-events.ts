/** What the doors write down themselves, the moment it happens. */
export const doorEvents = {
  'sign-in.succeeded': 'Somebody signed in.',
  'sign-in.failed': 'An address or a password was wrong.',
  'sign-in.locked': 'Too many wrong passwords: there was a pause.',
  'sign-out': 'Somebody signed out.',
  'session.ended': 'A person ended one of their sessions.',
  'sessions.ended': 'A person ended all their other sessions.',
  'password.changed': 'A password was changed, by the person or by a link.',
  'password.change-failed': 'The present password was wrong.',
  'link.created': 'A link was made: for the first owner, an invitation, a new password, a team.',
  'link.revoked': 'A link was taken back.',
  'link.used': 'Somebody came in by a link.',
  'link.refused': 'A link was tried that never was.',
  'token.created': 'A token for programs was made.',
  'token.revoked': 'A token was ended.',
  'tokens.revoked': 'All tokens of a person ended with the password that they had.',
  'token.refused': 'A token was tried that is not good.',
  'owner.reset': 'Somebody at the machine made a link for an owner.',
  'picture.stored': 'A person sent a picture of themselves.',
  'mail.tested': 'A letter for trial was posted.',
  'mail.retried': 'A letter that had not gone out was tried again.',
  'mail.forgotten': 'A letter that had not gone out was put away.',
  'server.started': 'Fulcrum was started.',
  'server.stopped': 'Fulcrum was stopped as it should be.',
  'access.refused': 'A person asked for what they have no right to; kept once a minute.',
  'token.overreached': 'A program asked for what its token does not give; kept once a minute.',
  'origin.refused': 'A page of another site sent a request; kept once a minute.',
  'socket.refused': 'A page of another site tried to open a socket; kept once a minute.',
  'requests.limited': 'Somebody asked too much at once; kept once a minute.',
  'file.stored': 'A file was sent.',
  'file.refused': 'A file was asked for, or sent, without a right to it; kept once a minute.',
  'export.made': 'The rows of a board went out as a file.',
  'archive.made': 'A whole workspace went out as an archive.',
  'archive.sent': 'An archive was sent to be taken in.',
  'import.started': 'A file began to come in as items.',
  'import.cancelled': 'A file was let go, or an import ended and what it had done taken back.',
  'backup.made': 'A backup was made.',
  'backup.verified': 'A backup was restored for trial and compared.',
} as const satisfies Readonly<Record<string, string>>

/**
 * Commands that change who is here and who may do what, or that forget for good. The log has each with all it did; the audit table names them, beside the
 * sign-ins. All of them write the account's scope, those on boards too.
 */
export const rightsCommands = {
  'account.create': 'The account was made.',
  'account.update': 'The name or the settings of the account were changed.',
  'member.addPlaceholders': 'An import named people who are not here.',
  'member.addService': 'A member that programs act as was made.',
  'member.join': 'Somebody became a member.',
  'member.remove': 'A membership ended.',
  'member.setRole': 'A member got another role.',
  'member.update': 'How a member is shown was changed.',
  'team.create': 'A team was made.',
  'team.join': 'Somebody joined a team by a link.',
  'team.update': 'A team was renamed, its people changed, or it was deleted.',
  'workspace.create': 'A workspace was made.',
  'workspace.update': 'A workspace was renamed.',
  'workspace.delete': 'A workspace was deleted, or brought back.',
  'workspace.restore': 'A workspace came out of a backup.',
  'board.create': 'A board was made.',
  'board.archive': 'A board was archived, or brought back.',
  'board.delete': 'A board was deleted.',
  'board.restore': 'A deleted board was brought back.',
  'board.publish': 'A hidden board was shown.',
  'board.setAccess': 'Who sees a board was changed.',
  'board.setMember': 'A person or a team got a role on a board.',
  'board.removeMember': 'A person or a team lost their role on a board.',
  'board.takeOver': 'An owner of the account took a private board over.',
  'column.setAccess': 'Who reads a column, or edits its cells, was changed.',
  'trash.purge': 'What was deleted 30 days ago was forgotten for good.',
  'change.undo': 'Something of the account, of its tree or of who may do what was taken back.',
  'change.redo': 'Something of that was done again.',
} as const satisfies Readonly<Record<string, string>>

export type DoorEvent = keyof typeof doorEvents

/** Every security event that is kept, and what it means. A test does each and finds it in the table. */
export const securityEvents = { ...doorEvents, ...rightsCommands }

export type SecurityEvent = keyof typeof securityEvents
