const text = 0x81
const twoBytes = 126
const eightBytes = 127

/**
 * A text message as a server sends it: one frame, unmasked. Made once for all who get the same, it is one write to each
 * socket, where a library would put a header before each payload anew.
 * Source: RFC 6455, section 5.2.
 */
export function textFrame(payload: Uint8Array): Buffer {
  const { length } = payload
  const headerBytes = length < twoBytes ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerBytes + length)
  frame[0] = text
  if (headerBytes === 2) frame[1] = length
  else if (headerBytes === 4) {
    frame[1] = twoBytes
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = eightBytes
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(payload, headerBytes)
  return frame
}
