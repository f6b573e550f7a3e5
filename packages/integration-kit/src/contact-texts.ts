/** Whether a text is one e-mail address and nothing else. */
export function looksLikeEmail(text: string): boolean {
  return text.length <= 254 && text.includes('@') && email.test(text)
}

/** Whether a text is one address of a page on the web. Only `http` and `https`: others could run something. */
export function looksLikeLink(text: string): boolean {
  return text.length <= 2_000 && link.test(text)
}

/** Whether a text is such an address with words before it. `looksLikeNamedLink('Plan - https://example.org/plan') // true` */
export function looksLikeNamedLink(text: string): boolean {
  const at = text.search(/ - https?:\/\/\S*$/i)
  return at > 0 && at <= 500 && looksLikeLink(text.slice(at + 3))
}

/** Whether a text can be a phone number; so can many others, so that only a title makes a column one of them. */
export function looksLikePhone(text: string): boolean {
  if (text.length > 40 || !phone.test(text)) return false
  const digits = text.replace(/(?:ext\.?|x)\s*\d+$/i, '').replace(/\D/g, '').length
  return digits >= 3 && digits <= 15
}

const email =
  /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,}$/u
const link =
  /^https?:\/\/(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)*(?::\d{1,5})?(?:[/?#][^\s<>"\\^`{|}\p{Cc}\p{Cf}]*)?$/iu
const phone = /^\+?[\d\s().\-–/]+(?:(?:ext\.?|x)\s*\d{1,6})?$/i
