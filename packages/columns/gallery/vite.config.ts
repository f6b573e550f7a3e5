import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The gallery shows every column kind with made-up data; it is not part of the product.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: { outDir: '../dist/gallery', emptyOutDir: true },
})
