// Keeps the app itself in the browser, so that the page opens without a connection; what it shows then comes from the
// client's own store. The build puts the names of all files in place of the list; they stand beside this one.
const files = self.__FILES__
const cacheName = self.__NAME__

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(files))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  // The server has the first word on the page and on what systems are told of the app, so that an update is never missed.
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('./')))
  else if (request.destination === 'manifest') event.respondWith(fetch(request).catch(() => caches.match(request)))
  // Names of assets change with what is in them.
  else if (url.href.startsWith(new URL('assets/', location.href).href))
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
})
