/** A letter, as text and as HTML. */
export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What a letter says: sentences, and the one link that it brings. */
export interface LetterWords {
  readonly to: string
  readonly subject: string
  readonly lead: string
  /** What somebody wrote, below it. */
  readonly quote?: string | null
  readonly link: { readonly title: string; readonly url: string } | null
  readonly foot: string
}

/** Writes a letter in both forms. Names of people and accounts are text in it, whatever they look like. */
export function writeLetter({ to, subject, lead, quote = null, link, foot }: LetterWords): Letter {
  const said = quote === null ? [] : [quote.replaceAll(/^/gm, '> ')]
  const parts = [lead, ...said, ...(link === null ? [] : [`${link.title}:\n${link.url}`]), foot]
  return { to, subject, text: `${parts.join('\n\n')}\n`, html: page({ subject, lead, quote, link, foot }) }
}

/** Tables and styles in place: what mail programs of every age draw. */
function page({ subject, lead, quote = null, link, foot }: Omit<LetterWords, 'to'>): string {
  const font = 'font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif'
  const said =
    quote === null
      ? ''
      : `<p style="margin:0 0 12px;padding:2px 0 2px 12px;border-left:3px solid #cfd3da;color:#5b6472;white-space:pre-wrap">${escape(quote)}</p>`
  const button =
    link === null
      ? ''
      : `<p style="margin:24px 0"><a href="${escape(link.url)}" style="display:inline-block;padding:11px 20px;border-radius:8px;background:#2f5fd0;color:#ffffff;text-decoration:none;font-weight:600">${escape(link.title)}</a></p>
<p style="margin:0 0 20px;color:#5b6472;font-size:13px;word-break:break-all">Or copy this address: ${escape(link.url)}</p>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f4f5f7;${font}">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center">
<table role="presentation" width="520" cellspacing="0" cellpadding="0" style="max-width:520px;width:100%;background:#ffffff;border-radius:12px"><tr><td style="padding:32px;color:#1c2430;font-size:15px;line-height:1.5">
<h1 style="margin:0 0 12px;font-size:19px">${escape(subject)}</h1>
<p style="margin:0 0 12px">${escape(lead)}</p>
${said}
${button}
<p style="margin:0;color:#5b6472;font-size:13px">${escape(foot)}</p>
</td></tr></table>
</td></tr></table>
</body></html>
`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)
}
