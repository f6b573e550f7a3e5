/** A picture has at most so many bytes, and is at most so wide and high. */
export const maxPictureBytes = 100_000
export const maxPictureSide = 512

/**
 * `POST /auth/picture` with a PNG or WebP as `application/octet-stream`: answers its hash, which `member.update` takes as
 * `picture`. `GET /pictures/<hash>` gives it to whoever is signed in.
 */
export interface PictureAnswer {
  readonly picture: string
}

/** The address of a picture. */
export function picturePath(hash: string): string {
  return `/pictures/${hash}`
}
