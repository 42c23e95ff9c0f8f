// Writes out/glissade.mjs: the command line and all that it imports in one file, for `npm start`. A process that compiles
// TypeScript as it goes along takes 40 MB more. esbuild is the one that tsx brings along.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const { build } = createRequire(import.meta.resolve('tsx'))('esbuild')

/** A module looks for its files and packages from where its source is. */
const fromItsSource = {
  name: 'from its source',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const url = JSON.stringify(pathToFileURL(path).href)
      return { loader: 'ts', contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', url) }
    })
  },
}

/** What comes with a binary is loaded from where it lies, when it is asked for. */
const withBinary = {
  name: 'with a binary',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(koffi|zeromq)$/ }, ({ path, importer }) => ({
      path: createRequire(importer).resolve(path),
      namespace: 'binary',
    }))
    onLoad({ filter: /^/, namespace: 'binary' }, ({ path }) => {
      const place = JSON.stringify(path)
      return { contents: `module.exports = requireFrom(${place})(${place})` }
    })
  },
}

const { peerDependencies } = JSON.parse(readFileSync(file('packages/glissade/package.json'), 'utf8'))
const optional = Object.keys(peerDependencies)

await build({
  entryPoints: [file('packages/glissade/src/cli/main.ts')],
  outfile: file('out/glissade.mjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'warning',
  plugins: [fromItsSource, withBinary],
  external: optional.filter((name) => !existsSync(file(`packages/glissade/node_modules/${name}`))),
  // Packages in CommonJS ask for modules of Node by require.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url)",
  },
})
