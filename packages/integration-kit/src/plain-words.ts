import { matchingKey } from '@fulcrum/domain'

/** Words as they are compared: lower case, single spaces, straight apostrophes. */
export function plainWords(text: string): string {
  return matchingKey(text).replace(/\s+/g, ' ').replace(/’/g, "'")
}
