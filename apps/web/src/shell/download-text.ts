const longestName = 120

/** Gives a text to the browser as a file. */
export function downloadText(fileName: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
}

/** What a file can be called on every system: `fileNameOf('Q3: plan', 'md') // 'Q3 plan.md'` */
export function fileNameOf(name: string, ending: string): string {
  const plain = name
    .replaceAll(/[\\/:*?"<>|\p{C}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  const short = Array.from(plain)
    .slice(0, longestName)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '')
  return `${short === '' ? 'doc' : short}.${ending}`
}
