import type { ErrorCode } from '@fulcrum/domain'

/** What each code means and what a program does about it. `docs/api.md` has the same table. */
export const errorHelp: Readonly<Record<ErrorCode, { readonly means: string; readonly todo: string }>> = {
  invalid: {
    means: 'The request is not one that the document allows.',
    todo: 'Read `message` and `details.field`, mend the request; sending it again changes nothing.',
  },
  'not-found': {
    means: 'What the request names does not exist, or you may not see it.',
    todo: 'Check the id and what the token may see; the answer is the same for both on purpose.',
  },
  forbidden: {
    means: 'The right is missing: the member’s role, or the token was made to read only or for other places.',
    todo: 'Ask an owner for the right, or make a token that covers it.',
  },
  conflict: {
    means: 'The request fits no more with what is there, or an Idempotency-Key was used for another request.',
    todo: 'Read the present state, decide anew, and take a new key.',
  },
  'rule-broken': {
    means:
      'A rule of a column is against it; `details` has the column, the rule and the rows, `message` what the board’s owner says.',
    todo: 'Mend the values of `details.rows`, or fill the column that `details.column` names, and send it anew.',
  },
  'too-large': {
    means: 'The request, or something in it, is larger than is taken.',
    todo: 'Send it in parts.',
  },
  'too-many': {
    means: 'Too many requests at once, or a limit of the design is reached.',
    todo: 'With a `Retry-After` header wait that many seconds and send it again; otherwise read `message`.',
  },
  'signed-out': {
    means: 'There is no token, or it is unknown, expired or revoked.',
    todo: 'Make a token in Settings → Tokens; do not send the request again with this one.',
  },
  unsupported: {
    means: 'This server does not know the request; it is of another version.',
    todo: 'Compare with `/api/openapi.json` of this server.',
  },
  unavailable: {
    means: 'The server or its database is away for a moment, or the disk is full.',
    todo: 'Send it again after a second, then after longer, with the same Idempotency-Key.',
  },
}
