// `@glissade/zmq`: messages of typed arrays between a server and its workers. Reading order: message.ts, server.ts, worker.ts, secret.ts.
export { FrameError, ZmqError } from './error.ts'
export type { Message, Numbers } from './message.ts'
export { Server, type Received, type ServerOptions } from './server.ts'
export { Worker, type WorkerOptions } from './worker.ts'
