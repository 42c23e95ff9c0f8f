// The Markdown pages whose examples are programs: the root's, the docs', and each package's README.
import { type Example, examplesOf } from './examples.ts'
import { filesBelow, read } from './files.ts'

export const pages: readonly { page: string; examples: readonly Example[] }[] = [
  ...filesBelow('', (path) => /^[A-Z]+\.md$/.test(path)),
  ...filesBelow('docs', (path) => path.endsWith('.md')),
  ...filesBelow('packages', (path) => /^packages\/[^/]+\/README\.md$/.test(path)),
].map((page) => ({ page, examples: examplesOf(page, read(page)) }))
