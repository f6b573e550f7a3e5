import type { FastifyInstance } from 'fastify'

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  // @NOTE the component library sets positions and sizes in style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  // The page says itself where the app stands: `<base>`, below a path too.
  "base-uri 'self'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ')

/** A year, for this host alone: what else its domain serves is not ours to say. */
const onlyHttps = `max-age=${365 * 24 * 60 * 60}`

/** Headers that every answer has. `isHttps` says that people open us by HTTPS; else each request does. */
export function securityHeaders(app: FastifyInstance, isHttps: boolean): void {
  app.addHook('onSend', async (request, reply) => {
    if (isHttps || request.protocol === 'https') reply.header('strict-transport-security', onlyHttps)
    // What is not the same for everybody says itself how long it keeps.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    // What people send in has a stricter one.
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', contentSecurityPolicy)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
    // What stands in a frame of ours says so itself.
    if (!reply.hasHeader('x-frame-options')) reply.header('x-frame-options', 'DENY')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('cross-origin-resource-policy', 'same-origin')
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  })
}
