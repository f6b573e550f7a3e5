import { lazyPart } from './lazy-part.web.tsx'
import type { LabelManagerProps } from './label-manager.web.tsx'

/** Where labels are renamed, recoloured, ordered and retired; fetched when somebody wants to. */
export const labelManager = lazyPart<LabelManagerProps>(() =>
  import('./label-manager.web.tsx').then((part) => part.LabelManager),
)
