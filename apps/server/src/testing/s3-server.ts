import { createHash, createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { readS3Address } from '../files/s3/s3-place.ts'
import type { S3Place } from '../files/s3/s3-place.ts'

const [keyId, secret, region, bucket] = ['fulcrum-test', 'a secret of tests', 'eu-test-1', 'files']
const minPartBytes = 5 * 1024 ** 2

interface Stored {
  readonly content: Buffer
  readonly changedAt: Date
}

interface Upload {
  readonly key: string
  readonly begunAt: Date
  readonly parts: Map<number, Buffer>
}

/** An answer that is no success, as S3 words it. */
class Refusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string) {
    super(`refused: ${code}`)
    this.status = status
    this.code = code
  }
}

export interface TestS3 {
  readonly place: S3Place
  readonly objects: ReadonlyMap<string, Stored>
  readonly uploads: ReadonlyMap<string, Upload>
  /** Asked before each request: true answers it with 503. */
  busy: (method: string, url: URL) => boolean
  /** Asked before each request: true answers it with 403. */
  denied: (method: string, url: URL) => boolean
  /** How many keys a page of a list has. */
  pageSize: number
  /** Copies answer 200 and then that they failed. */
  failsLate: boolean
  stop(): Promise<void>
}

interface Asked {
  readonly request: IncomingMessage
  readonly url: URL
  readonly body: Buffer
}

/**
 * A server of what a store of files needs of S3, in memory: it checks every signature and the hash of every body from scratch, holds
 * parts to their least size, and answers as Amazon's documents say. `FULCRUM_TEST_S3_URL` has the tests take a real one instead:
 * `http://KEY:SECRET@127.0.0.1:9000/BUCKET`.
 */
export async function startTestS3(): Promise<TestS3> {
  const objects = new Map<string, Stored>()
  const uploads = new Map<string, Upload>()
  const server = createServer((request, response) => {
    void answer(request, response)
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`)
    try {
      const body = await buffer(request)
      if (s3.busy(request.method ?? '', url)) throw new Refusal(503, 'SlowDown')
      if (s3.denied(request.method ?? '', url)) throw new Refusal(403, 'AccessDenied')
      requireSignature(request, url, body)
      const { status = 200, headers = {}, content = '' } = handle({ request, url, body })
      response.writeHead(status, { 'content-length': Buffer.byteLength(content), ...headers })
      response.end(request.method === 'HEAD' ? '' : content)
    } catch (error) {
      if (!(error instanceof Refusal)) return void response.destroy()
      response.writeHead(error.status, { 'content-type': 'application/xml' })
      response.end(request.method === 'HEAD' ? '' : errorXml(error.code))
    }
  }

  interface Answer {
    readonly status?: number
    readonly headers?: Readonly<Record<string, string | number>>
    readonly content?: string | Buffer
  }

  function handle({ request, url, body }: Asked): Answer {
    const [, named = '', ...rest] = decodeURIComponent(url.pathname).split('/')
    const key = rest.join('/')
    if (named !== bucket) throw new Refusal(404, 'NoSuchBucket')
    const query = url.searchParams
    const id = query.get('uploadId')
    if (key === '') return query.has('uploads') ? listUploads(query) : listObjects(query)
    if (request.method === 'POST' && query.has('uploads')) return begin(key)
    if (id !== null) return handleUpload(key, id, { request, url, body })
    if (request.method === 'DELETE') {
      objects.delete(key)
      return { status: 204 }
    }
    if (request.method === 'PUT') return put(key, request.headers['x-amz-copy-source'], body)
    return get(key, request.headers.range)
  }

  function put(key: string, source: string | string[] | undefined, body: Buffer): Answer {
    if (source === undefined) {
      objects.set(key, { content: body, changedAt: new Date() })
      return { headers: { etag: etagOf(body) } }
    }
    const from = objects.get(String(source).replace(`/${bucket}/`, ''))
    if (from === undefined) throw new Refusal(404, 'NoSuchKey')
    if (s3.failsLate) return { content: errorXml('InternalError') }
    objects.set(key, { content: from.content, changedAt: new Date() })
    return { content: `<CopyObjectResult><ETag>${etagOf(from.content)}</ETag></CopyObjectResult>` }
  }

  function get(key: string, range: string | undefined): Answer {
    const found = objects.get(key)
    if (found === undefined) throw new Refusal(404, 'NoSuchKey')
    const { content } = found
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? []
    if (first === undefined || last === undefined) return { content, headers: { 'content-length': content.length } }
    if (Number(first) >= content.length) throw new Refusal(416, 'InvalidRange')
    return { status: 206, content: content.subarray(Number(first), Number(last) + 1) }
  }

  function begin(key: string): Answer {
    const id = randomUUID()
    uploads.set(id, { key, begunAt: new Date(), parts: new Map() })
    const content = `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`
    return { content }
  }

  function handleUpload(key: string, id: string, { request, url, body }: Asked): Answer {
    const upload = uploads.get(id)
    if (upload?.key !== key) throw new Refusal(404, 'NoSuchUpload')
    if (request.method === 'DELETE') {
      uploads.delete(id)
      return { status: 204 }
    }
    if (request.method === 'PUT') {
      upload.parts.set(Number(url.searchParams.get('partNumber')), body)
      return { headers: { etag: etagOf(body) } }
    }
    const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]*)<\/ETag>/g)]
    const parts = named.map(([, number, tag]) => {
      const part = upload.parts.get(Number(number))
      if (part === undefined || etagOf(part) !== tag?.replaceAll('&quot;', '"')) throw new Refusal(400, 'InvalidPart')
      return part
    })
    if (parts.slice(0, -1).some(({ length }) => length < minPartBytes)) throw new Refusal(400, 'EntityTooSmall')
    objects.set(key, { content: Buffer.concat(parts), changedAt: new Date() })
    uploads.delete(id)
    return { content: '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>' }
  }

  function listObjects(query: URLSearchParams): Answer {
    const after = query.get('continuation-token') ?? ''
    const all = [...objects].filter(([key]) => key.startsWith(query.get('prefix') ?? '') && key > after)
    const page = all.toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(0, s3.pageSize)
    const rows = page.map(
      ([key, { content, changedAt }]) =>
        `<Contents><Key>${key}</Key><Size>${content.length}</Size><LastModified>${changedAt.toISOString()}</LastModified></Contents>`,
    )
    const isCut = page.length < all.length
    const next = isCut ? `<NextContinuationToken>${page.at(-1)?.[0]}</NextContinuationToken>` : ''
    return {
      content: `<ListBucketResult><IsTruncated>${isCut}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`,
    }
  }

  function listUploads(query: URLSearchParams): Answer {
    const rows = [...uploads].flatMap(([id, { key, begunAt }]) =>
      key.startsWith(query.get('prefix') ?? '')
        ? `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${begunAt.toISOString()}</Initiated></Upload>`
        : [],
    )
    return { content: `<ListMultipartUploadsResult>${rows.join('')}</ListMultipartUploadsResult>` }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // @NOTE a server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo
  const endpoint = `http://127.0.0.1:${port}`
  const s3: TestS3 = {
    place: { endpoint, bucket, prefix: 'team/', region, keyId, secret },
    objects,
    uploads,
    busy: () => false,
    denied: () => false,
    pageSize: 1_000,
    failsLate: false,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return s3
}

/** A place of its own in the store that tests are to use: one of `startTestS3`, or a real one. */
export async function testS3Place(): Promise<{ readonly place: S3Place; readonly stop: () => Promise<void> }> {
  const given = process.env['FULCRUM_TEST_S3_URL']
  if (given === undefined) return startTestS3()
  const url = new URL(given)
  const keys = { keyId: decodeURIComponent(url.username), secret: decodeURIComponent(url.password) }
  url.username = url.password = ''
  const address = readS3Address(url.href)
  const prefix = `${address.prefix}${randomUUID()}/`
  const testRegion = process.env['FULCRUM_TEST_S3_REGION'] ?? 'us-east-1'
  return { place: { ...address, prefix, region: testRegion, ...keys }, stop: () => Promise.resolve() }
}

/** Signature Version 4, from Amazon's description of it. */
function requireSignature({ method = '', headers }: IncomingMessage, url: URL, body: Buffer): void {
  const [, scope = '', signed = '', signature = ''] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=(\S+)$/.exec(headers.authorization ?? '') ?? []
  const [key, day = '', place = '', ...rest] = scope.split('/')
  if (key !== keyId) throw new Refusal(403, 'InvalidAccessKeyId')
  if (place !== region || rest.join('/') !== 's3/aws4_request') throw new Refusal(400, 'AuthorizationHeaderMalformed')
  const names = signed.split(';')
  const needed = Object.keys(headers).filter((name) => name.startsWith('x-amz-') || name === 'host')
  if (!needed.every((name) => names.includes(name))) throw new Refusal(403, 'SignatureDoesNotMatch')
  const bodyHash = String(headers['x-amz-content-sha256'])
  const canonical = [
    method,
    url.pathname,
    [...url.searchParams]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .toSorted()
      .join('&'),
    ...names.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    signed,
    bodyHash,
  ].join('\n')
  const time = String(headers['x-amz-date'])
  const toSign = ['AWS4-HMAC-SHA256', time, `${day}/${place}/s3/aws4_request`, sha256(canonical)].join('\n')
  const signing = [day, place, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`)
  if (hmac(signing, toSign).toString('hex') !== signature || !time.startsWith(day)) {
    throw new Refusal(403, 'SignatureDoesNotMatch')
  }
  if (sha256(body) !== bodyHash) throw new Refusal(400, 'XAmzContentSHA256Mismatch')
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

function etagOf(content: Buffer): string {
  return `"${createHash('md5').update(content).digest('hex')}"`
}

function errorXml(code: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>About ${code} &amp; more.</Message></Error>`
}
