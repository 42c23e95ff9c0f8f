// `@glissade/zmq`: training over ZeroMQ, and the messages of typed arrays that carry it. Reading order: message.ts, server.ts,
// worker.ts, secret.ts; then zmq.ts, roll.ts, roster.ts, door.ts, keeper.ts, coordinator.ts, place.ts.
export { FrameError, ZmqError } from './error.ts'
export type { Message, Numbers } from './message.ts'
export { Server, type Received, type ServerOptions } from './server.ts'
export { Worker, type WorkerOptions } from './worker.ts'
export { zmq, type ZmqSettings } from './zmq.ts'
