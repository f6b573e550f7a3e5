/** A bucket of an S3-compatible store, or what lies below a name in it, and how to get in. */
export interface S3Place {
  /** `https://s3.example.org`, without a closing slash. */
  readonly endpoint: string
  readonly bucket: string
  /** What all names begin with: empty, or ending in a slash. */
  readonly prefix: string
  readonly region: string
  readonly keyId: string
  readonly secret: string
}

/** A single copy within a store may be of this size, so that no file may be larger. */
export const maxS3Megabytes = 5_000

/** As it may be told and logged: without how to get in. */
export function nameOfPlace({ endpoint, bucket, prefix }: S3Place): string {
  return `${endpoint}/${bucket}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`
}

/**
 * Reads an address: `readS3Address('https://s3.example.org/files/team') // bucket "files", prefix "team/"`. Throws an Error whose
 * message completes "it must be ...".
 */
export function readS3Address(text: string): Pick<S3Place, 'endpoint' | 'bucket' | 'prefix'> {
  const example = 'https://s3.eu-central-1.amazonaws.com/bucket'
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new Error(`an address like ${example}`)
  const { origin, pathname, search, hash, username, password } = new URL(text)
  if (username !== '' || password !== '')
    throw new Error('an address without keys in it: they are variables of their own')
  if (search !== '' || hash !== '') throw new Error('an address without ? or #')
  const [bucket = '', ...below] = pathname.replace(/^\//, '').replace(/\/+$/, '').split('/')
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new Error(`an address with the name of a bucket behind the host, as in ${example}`)
  }
  if (!below.every((part) => /^[\w-][\w.-]*$/.test(part))) {
    throw new Error('an address whose path is of letters, digits, -, _ and .')
  }
  return { endpoint: origin, bucket, prefix: below.map((part) => `${part}/`).join('') }
}

/** The region that a host names, as those of some providers do; most others take any, and this one by custom. */
export function regionOf(endpoint: string): string {
  const { hostname } = new URL(endpoint)
  if (hostname.endsWith('.r2.cloudflarestorage.com')) return 'auto'
  const named = /(?:^|\.)s3[.-](?:dualstack\.)?([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(hostname)?.[1]
  return named ?? 'us-east-1'
}
