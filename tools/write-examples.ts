// Writes the examples of the documentation as they stand into a folder with a tsconfig, for tsc to check.
// It lies inside the package that depends on all others, so that an example may import any of them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { root } from './house/files.ts'
import { pages } from './house/pages.ts'

const folder = `${root}packages/glissade/out/typed`
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const { page, line, code } of pages.flatMap(({ examples }) => examples)) {
  writeFileSync(`${folder}/${page.replace(/\W+/g, '-')}-line-${line}.ts`, `${code}\nexport {}\n`)
}
const compilerOptions = {
  composite: false,
  noEmit: true,
  noUnusedLocals: false,
  rootDir: root,
  lib: ['ES2023', 'DOM'],
  types: ['node'],
  typeRoots: [`${root}node_modules/@types`],
}
writeFileSync(
  `${folder}/tsconfig.json`,
  JSON.stringify({ extends: `${root}tsconfig.base.json`, compilerOptions }),
)
