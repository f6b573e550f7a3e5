import type { Cause } from '@fulcrum/domain'
import type { IconName } from '@fulcrum/ui'

/** What brought a change about, where it was not simply a person's doing. */
export interface CauseWords {
  readonly icon: IconName
  /** Who stands for the doer where no person is known. */
  readonly doer: string
  readonly words: string
}

type Says = { readonly [K in Cause['kind']]: (cause: Extract<Cause, { readonly kind: K }>) => CauseWords | null }

const says: Says = {
  person: () => null,
  import: ({ name }) => ({ icon: 'upload', doer: `The import of ${name}`, words: `by importing ${name}` }),
  undo: () => ({ icon: 'undo', doer: 'Somebody', words: 'by taking a change back' }),
  redo: () => ({ icon: 'redo', doer: 'Somebody', words: 'by doing a change again' }),
  system: ({ reason }) => ({ icon: 'settings', doer: 'Fulcrum', words: reason }),
}

/** The words for a cause. `causeWords({ kind: 'undo', of }) // { icon: 'undo', doer: 'Somebody', words: 'by taking a change back' }` */
export function causeWords(cause: Cause): CauseWords | null {
  const say = says[cause.kind] as (cause: Cause) => CauseWords | null
  return say(cause)
}
