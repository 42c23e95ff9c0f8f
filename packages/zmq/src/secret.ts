// Who may take part: loopback is open to all on this machine; elsewhere a shared secret makes the keys of ZeroMQ's CURVE.
// Both sides derive both key pairs from it, so who does not know it can neither connect nor read.
import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'
import { ZmqError } from './error.ts'

export interface Keys {
  readonly publicKey: string
  readonly secretKey: string
}

/** DER of a raw X25519 key, up to the key itself (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#'

/** Four bytes as five letters (ZeroMQ RFC 32). */
function z85(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4) {
    let rest = bytes.readUInt32BE(at)
    let five = ''
    for (let k = 0; k < 5; k++, rest = Math.floor(rest / 85)) five = LETTERS[rest % 85] + five
    text += five
  }
  return text
}

/** The key pair of one side. */
export function keysFrom(secret: string, side: 'server' | 'worker'): Keys {
  if (typeof secret !== 'string' || secret.length < 16)
    throw new ZmqError(
      `secret: it has ${String(secret ?? '').length} characters; it needs at least 16, such as those of: openssl rand -hex 16.`,
    )
  const raw = Buffer.from(hkdfSync('sha256', secret, 'glissade zmq 1', side, 32))
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, raw]), format: 'der', type: 'pkcs8' })
  const open = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { publicKey: z85(open), secretKey: z85(raw) }
}

const LOOPBACK = /^(?:tcp:\/\/(?:127(?:\.\d{1,3}){3}|localhost|\[::1\]):(?:\d+|\*)|ipc:\/\/.+|inproc:\/\/.+)$/

/** Refuses an address that is not one, and one that other machines reach while no secret protects it. */
export function checkAddress(where: string, address: string, secret: string | undefined): void {
  if (!/^(?:tcp|ipc|inproc):\/\/./.test(address))
    throw new ZmqError(`${where}: address is '${address}'; it needs tcp://HOST:PORT or ipc://PATH.`)
  if (secret !== undefined || LOOPBACK.test(address)) return
  throw new ZmqError(
    `${where}: ${address} is reached from other machines; it needs a secret of at least 16 characters, the same for the server and all workers.`,
  )
}
