import { t } from '@fulcrum/ui/messages'

/** What a first workspace is called: it is made on the way to a board, and nobody is asked for its name. */
export const firstWorkspace = t('Main')
