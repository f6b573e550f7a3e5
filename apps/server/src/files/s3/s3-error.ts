import { errorCode } from '../../database/binaries.ts'
import { StartError } from '../../operations/start-error.ts'
import { nameOfPlace } from './s3-place.ts'
import type { S3Place } from './s3-place.ts'

/** What a store answered instead of doing what it was asked, or that it did not answer. */
export class S3Error extends Error {
  override readonly name = 'S3Error'
  /** The HTTP status; 0 where there was no answer. */
  readonly status: number
  /** The store's own word: `NoSuchBucket`. */
  readonly code: string

  constructor(message: string, { status, code, cause }: { status: number; code: string; cause?: unknown }) {
    super(message, { cause })
    this.status = status
    this.code = code
  }
}

/** Why the store cannot be used, and what to do: for the person at the terminal. Secrets are in none of it. */
export function explainStart(error: unknown, place: S3Place): unknown {
  if (!(error instanceof S3Error)) return error
  const why = reasonOf(error, place)
  return new StartError('files-unusable', `The store of files ${nameOfPlace(place)} cannot be used: ${why}`, {
    cause: error,
  })
}

function reasonOf({ status, code, message, cause }: S3Error, { bucket, region, endpoint, keyId }: S3Place): string {
  if (status === 0) return `nothing answers there (${causeOf(cause)}). Check FULCRUM_S3_URL and the network.`
  const reasons: Readonly<Record<string, string>> = {
    NoSuchBucket: `there is no bucket "${bucket}". Make it, or correct FULCRUM_S3_URL.`,
    InvalidAccessKeyId: `it does not know the key "${keyId}". Check FULCRUM_S3_KEY_ID.`,
    SignatureDoesNotMatch: `the secret is not that of the key "${keyId}". Check FULCRUM_S3_SECRET.`,
    AccessDenied: `the key "${keyId}" may not do this: it has to list the bucket, and to read, write and delete in it.`,
    AuthorizationHeaderMalformed: `it is not in the region "${region}". Check FULCRUM_S3_REGION.`,
    PermanentRedirect: `the bucket is not in the region of ${endpoint}. Give the address of its own region.`,
    TemporaryRedirect: `the bucket is not in the region of ${endpoint}. Give the address of its own region.`,
    RequestTimeTooSkewed: 'the clock of this machine is wrong: set it.',
    InvalidBucketName: `"${bucket}" is no name of a bucket. Correct FULCRUM_S3_URL.`,
  }
  return reasons[code] ?? `it answered ${status} ${code === '' ? message : `${code} (${message})`}.`
}

function causeOf(error: unknown): string {
  const inner = error instanceof Error && error.cause !== undefined ? error.cause : error
  return errorCode(inner) ?? (inner instanceof Error ? inner.message : String(inner))
}
