import { colours } from '@fulcrum/domain'

/** The colours of labels, groups and people, as the look names them. */
export const labelColours = colours

export type LabelColour = (typeof labelColours)[number]
