import type { Cause } from '@fulcrum/domain'
import type { IconName } from '@fulcrum/ui'
import { t } from '@fulcrum/ui/messages'

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
  import: ({ name }) => ({
    icon: 'upload',
    doer: t('The import of {name}', { name }),
    words: t('by importing {name}', { name }),
  }),
  undo: () => ({ icon: 'undo', doer: t('Somebody'), words: t('by taking a change back') }),
  redo: () => ({ icon: 'redo', doer: t('Somebody'), words: t('by doing a change again') }),
  form: ({ name }) => ({
    icon: 'form',
    doer: t('An answer of {name}', { name }),
    words: t('by the form {name}', { name }),
  }),
  system: ({ reason }) => ({ icon: 'settings', doer: 'Fulcrum', words: reason }),
}

/** The words for a cause. `causeWords({ kind: 'undo', of }) // { icon: 'undo', doer: 'Somebody', words: 'by taking a change back' }` */
export function causeWords(cause: Cause): CauseWords | null {
  const say = says[cause.kind] as (cause: Cause) => CauseWords | null
  return say(cause)
}
