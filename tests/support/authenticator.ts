import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** A passkey in software: makes real keys (P-256) and real signatures, as a phone does. What it does wrong on request is what an attacker would try. */
export interface Wrong {
  origin?: string
  challenge?: string
  rpId?: string
  userVerified?: boolean
  counter?: number
  userHandle?: string
  /** Signs with another key than the one it registered. */
  key?: KeyObject
}

export function createAuthenticator(origin: string) {
  const rpId = new URL(origin).hostname
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let userHandle = ''
  let counter = 0

  const clientData = (type: string, challenge: string, wrong: Wrong) => Buffer.from(JSON.stringify({ type, challenge: wrong.challenge ?? challenge, origin: wrong.origin ?? origin, crossOrigin: false }))
  const authenticatorData = (wrong: Wrong, attested: Buffer = Buffer.alloc(0)) => {
    const flags = 1 | (wrong.userVerified === false ? 0 : 4) | (attested.length > 0 ? 64 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(wrong.counter ?? (counter += 1))
    return Buffer.concat([createHash('sha256').update(wrong.rpId ?? rpId).digest(), Buffer.from([flags]), count, attested])
  }
  const answer = (response: Record<string, unknown>) => JSON.stringify({ id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key', clientExtensionResults: {}, response })

  return {
    id: id.toString('base64url'),
    /** Makes the key that was asked for. */
    register(options: { challenge: string; user: { id: string } }, wrong: Wrong = {}): string {
      userHandle = options.user.id
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey(publicKey)])
      const authData = authenticatorData(wrong, attested)
      const attestationObject = Buffer.concat([Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData'), bytes(authData)])
      return answer({ clientDataJSON: clientData('webauthn.create', options.challenge, wrong).toString('base64url'), attestationObject: attestationObject.toString('base64url'), transports: ['internal'] })
    },
    /** Signs what was asked. */
    sign(options: { challenge: string }, wrong: Wrong = {}): string {
      const client = clientData('webauthn.get', options.challenge, wrong)
      const authData = authenticatorData(wrong)
      const signature = createSign('sha256').update(authData).update(createHash('sha256').update(client).digest()).sign(wrong.key ?? privateKey)
      return answer({ clientDataJSON: client.toString('base64url'), authenticatorData: authData.toString('base64url'), signature: signature.toString('base64url'), userHandle: wrong.userHandle ?? userHandle })
    },
  }
}

/** CBOR of a text and of bytes, as far as they are needed here. */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
}
function bytes(value: Buffer): Buffer {
  return Buffer.concat([value.length < 256 ? Buffer.from([0x58, value.length]) : Buffer.from([0x59, value.length >> 8, value.length & 255]), value])
}

/** The public key as COSE has it: kind EC2, algorithm ES256, curve P-256, x and y. */
function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' })
  return Buffer.concat([Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]), bytes(Buffer.from(x!, 'base64url')), Buffer.from([0x22]), bytes(Buffer.from(y!, 'base64url'))])
}
