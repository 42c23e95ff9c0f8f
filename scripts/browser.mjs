// Writes packages/glissade/dist/browser.js: all that `glissade` offers in one file, for a page without a bundler.
// esbuild is the one that tsx brings along.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const { build } = createRequire(import.meta.resolve('tsx'))('esbuild')

await build({
  entryPoints: [file('packages/glissade/src/index.ts')],
  outfile: file('packages/glissade/dist/browser.js'),
  bundle: true,
  minify: true,
  keepNames: true,
  platform: 'browser',
  target: 'es2023',
  format: 'esm',
  logLevel: 'warning',
})
