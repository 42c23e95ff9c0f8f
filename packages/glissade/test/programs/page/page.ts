// The page: it starts the worker in which everything happens, and shows what that says.
declare const document: { getElementById(id: string): { append(text: string): void } }
declare class Worker {
  constructor(url: URL, options: { type: 'module' })
  onmessage: (event: { data: string }) => void
  onerror: (event: { message: string }) => void
}

const worker = new Worker(new URL('train.ts', import.meta.url), { type: 'module' })
const say = (line: string): void => {
  document.getElementById('said').append(`${line}\n`)
  void fetch('/said', { method: 'POST', body: line })
}
worker.onmessage = ({ data }) => say(data)
worker.onerror = ({ message }) => say(`failed: ${message}`)
