import { DomainError } from '@fulcrum/domain'
import { SaxesParser } from 'saxes'

/** What happens while XML is read. Names come without their prefix; attributes with it. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}

/** Characters between two tags; longer text is an attack, a cell of a workbook holds 32,767. */
const maxTextChars = 4 * 1024 ** 2
/** Elements within one another; a workbook has about ten. */
const maxDepth = 100

/**
 * Reads XML piece by piece and yields after each, so that the caller can take what the handlers gathered. Document types
 * are refused (they can define entities), and so are text beyond what any cell holds and elements nested too deep.
 */
export async function* readXml(chunks: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false })
  let sinceTag = 0
  let depth = 0
  parser.on('doctype', () => {
    throw new DomainError('invalid', 'The workbook defines a document type, which is refused. Save it again as XLSX.', {
      reason: 'doctype',
    })
  })
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0
    if (++depth > maxDepth) {
      throw new DomainError('invalid', 'The workbook is nested deeper than any workbook is. Save it again as XLSX.', {
        reason: 'xml-too-deep',
      })
    }
    handlers.open?.(localName(name), attributes as Record<string, string>)
  })
  parser.on('closetag', ({ name }) => {
    sinceTag = 0
    depth--
    handlers.close?.(localName(name))
  })
  const { text } = handlers
  if (text !== undefined) {
    parser.on('text', (part) => text(part))
    parser.on('cdata', (part) => text(part))
  }
  let decoder: InstanceType<typeof TextDecoder> | null = null
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true })
    const part = decoder.decode(chunk, { stream: true })
    sinceTag += part.length
    parser.write(part)
    if (sinceTag > maxTextChars) {
      throw new DomainError(
        'too-large',
        'A cell of the workbook is longer than any cell can be. Save it again as XLSX.',
        {
          reason: 'cell-too-large',
        },
      )
    }
    yield
  }
  parser.write(decoder?.decode() ?? '')
  parser.close()
  yield
}

/** Reads a whole part for its handlers. */
export async function drainXml(chunks: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  const reading = readXml(chunks, handlers)
  while (!(await reading.next()).done);
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
