import { AwsV4Signer } from 'aws4fetch'
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ByteRange } from '../file-store.ts'
import { S3Error } from './s3-error.ts'
import type { S3Place } from './s3-place.ts'
import { childrenOf, readXml, textOf } from './s3-xml.ts'
import type { XmlElement } from './s3-xml.ts'

const tries = 4
const firstPauseMs = 100
/** Until an answer begins; a part of a file on a thin line takes its time. */
const patienceMs = 120_000

export interface S3Object {
  readonly key: string
  readonly sizeBytes: number
  readonly changedAt: number
}

/** An upload in parts that was begun and neither ended nor given up. */
export interface S3Upload {
  readonly key: string
  readonly id: string
  readonly begunAt: number
}

export interface S3Part {
  readonly number: number
  readonly tag: string
}

interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
}

const noBody = new Uint8Array()

/**
 * The requests of S3 that a store of files needs, signed (Signature Version 4) with the hash of what they carry, so that the store
 * refuses what changed on its way. The bucket is part of the path, which all S3-compatible stores understand. What did not work is
 * tried again where that may help; each request may be sent twice without harm. Names are of letters, digits, `.`, `-` and `/`.
 */
export class S3Client {
  private readonly place: S3Place
  private readonly signingKeys = new Map<string, ArrayBuffer>()

  constructor(place: S3Place) {
    this.place = place
  }

  async put(key: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.send({ method: 'PUT', key, body })
  }

  /** The size of an object; null where there is none. */
  async sizeOf(key: string): Promise<number | null> {
    const found = await this.send({ method: 'HEAD', key }).catch(absent)
    return found === null ? null : Number(found.headers.get('content-length'))
  }

  /** The content of an object or a part of it, as it comes; null where there is none. */
  async get(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null> {
    const headers = range && { range: `bytes=${range.start}-${range.end}` }
    const found = await this.ask({ method: 'GET', key, ...(headers && { headers }) }).catch(absent)
    if (found === null) return null
    if (range && found.status !== 206) {
      await found.body?.cancel()
      throw new S3Error('it gives no parts of objects', { status: found.status, code: 'NoRanges' })
    }
    return found.body ?? new Blob([]).stream()
  }

  /** Throws where there is no source. */
  async copy(from: string, to: string): Promise<void> {
    const source = `/${this.place.bucket}/${this.place.prefix}${from}`
    requireResult(
      await this.send({ method: 'PUT', key: to, headers: { 'x-amz-copy-source': source } }),
      'CopyObjectResult',
    )
  }

  /** One that is not there is none. */
  async remove(key: string): Promise<void> {
    await this.send({ method: 'DELETE', key }).catch(absent)
  }

  /** The same for whoever has no time to wait, or would not have a late repetition remove what came meanwhile. */
  async removeOnce(key: string): Promise<void> {
    await this.send({ method: 'DELETE', key }, 1).catch(absent)
  }

  async *list(below = '', { pageSize = 1_000 } = {}): AsyncGenerator<S3Object> {
    const { prefix } = this.place
    for (let next = ''; ;) {
      const { xml } = await this.send({
        method: 'GET',
        query: {
          'list-type': '2',
          'max-keys': String(pageSize),
          prefix: prefix + below,
          ...(next !== '' && { 'continuation-token': next }),
        },
      })
      for (const each of childrenOf(requireElement(xml, 'ListBucketResult'), 'Contents')) {
        yield {
          key: textOf(each, 'Key').slice(prefix.length),
          sizeBytes: Number(textOf(each, 'Size')),
          changedAt: Date.parse(textOf(each, 'LastModified')),
        }
      }
      next = textOf(xml, 'NextContinuationToken')
      if (textOf(xml, 'IsTruncated') !== 'true' || next === '') return
    }
  }

  async beginUpload(key: string): Promise<string> {
    const { xml } = await this.send({ method: 'POST', key, query: { uploads: '' } })
    const id = textOf(requireElement(xml, 'InitiateMultipartUploadResult'), 'UploadId')
    if (id === '') throw new S3Error('it began no upload', { status: 200, code: 'NoUploadId' })
    return id
  }

  /** Parts count from 1; all but the last have 5 MiB or more. */
  async putPart(
    { key, id }: Pick<S3Upload, 'key' | 'id'>,
    number: number,
    body: Uint8Array<ArrayBuffer>,
  ): Promise<S3Part> {
    const query = { partNumber: String(number), uploadId: id }
    const { headers } = await this.send({ method: 'PUT', key, query, body })
    return { number, tag: headers.get('etag') ?? '' }
  }

  /** Makes one object of all parts. */
  async endUpload({ key, id }: Pick<S3Upload, 'key' | 'id'>, parts: readonly S3Part[]): Promise<void> {
    const rows = parts.map(
      ({ number, tag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${escaped(tag)}</ETag></Part>`,
    )
    const body = new TextEncoder().encode(
      `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${rows.join('')}</CompleteMultipartUpload>`,
    )
    const answer = await this.send({ method: 'POST', key, query: { uploadId: id }, body })
    requireResult(answer, 'CompleteMultipartUploadResult')
  }

  /** Gives up an upload with all its parts; one that is not there is none. */
  async dropUpload({ key, id }: Pick<S3Upload, 'key' | 'id'>): Promise<void> {
    await this.send({ method: 'DELETE', key, query: { uploadId: id } }).catch(absent)
  }

  async *uploads(below: string): AsyncGenerator<S3Upload> {
    const { prefix } = this.place
    let after: Record<string, string> = {}
    for (;;) {
      const { xml } = await this.send({ method: 'GET', query: { uploads: '', prefix: prefix + below, ...after } })
      for (const each of childrenOf(requireElement(xml, 'ListMultipartUploadsResult'), 'Upload')) {
        yield {
          key: textOf(each, 'Key').slice(prefix.length),
          id: textOf(each, 'UploadId'),
          begunAt: Date.parse(textOf(each, 'Initiated')),
        }
      }
      const [key, id] = [textOf(xml, 'NextKeyMarker'), textOf(xml, 'NextUploadIdMarker')]
      if (textOf(xml, 'IsTruncated') !== 'true' || key === '') return
      after = { 'key-marker': key, 'upload-id-marker': id }
    }
  }

  /** A request whose answer is small, with the answer read. */
  private async send(
    request: S3Request,
    atMost = tries,
  ): Promise<{ readonly headers: Headers; readonly xml: XmlElement | null }> {
    const answer = await this.ask(request, atMost)
    const text = await answer.text().catch((cause: unknown) => {
      throw new S3Error('its answer broke off', { status: 0, code: 'BrokenOff', cause })
    })
    return { headers: answer.headers, xml: text === '' ? null : readXml(text) }
  }

  /** Throws an S3Error for every answer that is none of success. */
  private async ask(request: S3Request, atMost = tries): Promise<Response> {
    for (let tried = 1; ; tried++) {
      try {
        const answer = await this.askOnce(request)
        if (answer.ok) return answer
        throw await errorOf(answer)
      } catch (error) {
        const mayHelp = error instanceof S3Error && (error.status === 0 || error.status === 429 || error.status >= 500)
        if (!mayHelp || error.code === 'NotImplemented' || tried === atMost) throw error
      }
      await sleep(firstPauseMs * 2 ** (tried - 1) * (0.5 + Math.random() / 2))
    }
  }

  private async askOnce({ method, key, query = {}, headers = {}, body }: S3Request): Promise<Response> {
    const { endpoint, bucket, prefix, region, keyId, secret } = this.place
    const url = new URL(`${endpoint}/${bucket}${key === undefined ? '' : `/${prefix}${key}`}`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const signer = new AwsV4Signer({
      method,
      url: url.href,
      headers: {
        ...headers,
        'x-amz-content-sha256': createHash('sha256')
          .update(body ?? noBody)
          .digest('hex'),
      },
      accessKeyId: keyId,
      secretAccessKey: secret,
      service: 's3',
      region,
      cache: this.signingKeys,
    })
    const signed = await signer.sign()
    const patience = new AbortController()
    const timer = setTimeout(() => patience.abort(new Error(`no answer within ${patienceMs / 1_000} s`)), patienceMs)
    try {
      return await fetch(signed.url, {
        method,
        headers: signed.headers,
        redirect: 'manual',
        signal: patience.signal,
        ...(body && { body }),
      })
    } catch (cause) {
      throw new S3Error('it does not answer', { status: 0, code: 'NoAnswer', cause })
    } finally {
      clearTimeout(timer)
    }
  }
}

async function errorOf(answer: Response): Promise<S3Error> {
  const xml = readXml(await answer.text().catch(() => ''))
  // A HEAD has no body to say more in.
  const code = textOf(xml, 'Code') || (answer.status === 404 ? 'NotFound' : answer.status === 403 ? 'AccessDenied' : '')
  return new S3Error(textOf(xml, 'Message') || answer.statusText, { status: answer.status, code })
}

/** A store may answer 200 before it knows that it fails. */
function requireResult({ xml }: { readonly xml: XmlElement | null }, name: string): void {
  requireElement(xml, name)
}

function requireElement(xml: XmlElement | null, name: string): XmlElement {
  if (xml?.name === name) return xml
  const code = textOf(xml, 'Code') || 'NoResult'
  throw new S3Error(textOf(xml, 'Message') || `it answered no ${name}`, { status: 500, code })
}

function absent(error: unknown): null {
  if (error instanceof S3Error && error.status === 404 && error.code !== 'NoSuchBucket') return null
  throw error
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
